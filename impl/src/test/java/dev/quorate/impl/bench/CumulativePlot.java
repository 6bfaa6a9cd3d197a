package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.html.HtmlEscapers;
import java.util.Locale;
import java.util.Map;

/** A line for each choice of timeouts: which part of its trials had a new leader within which time. As SVG. */
final class CumulativePlot {
    static final int HEIGHT = 330;
    static final int WIDTH = 800;

    private static final int LEFT = 70;
    private static final int TOP = 34;
    private static final int ACROSS = 540;
    private static final int DOWN = 240;
    private static final int LEGEND = LEFT + ACROSS + 20;

    /** Told apart by people who see colours otherwise too, and by their dashes in black and white. */
    private static final ImmutableList<String> STROKES = ImmutableList.of(
            "stroke='#000000' stroke-dasharray='2 3'",
            "stroke='#d55e00' stroke-dasharray='10 3'",
            "stroke='#0072b2'",
            "stroke='#009e73' stroke-dasharray='6 3'",
            "stroke='#cc79a7' stroke-dasharray='8 3 2 3'",
            "stroke='#b58900' stroke-dasharray='4 2'");

    /** Of all plots in a picture of the class {@code figure}; who does not know the second part draws on white. */
    static final String STYLE = """
            .figure .line { fill: none; stroke-width: 1.8 }
            .figure .grid { stroke: #ddd }
            .figure .frame { fill: none; stroke: #555 }
            @media (prefers-color-scheme: dark) {
            .figure .paper { fill: #14171c }
            .figure text { fill: #e4e8ee }
            .figure .grid { stroke: #323944 }
            .figure .frame { stroke: #9aa5b1 }
            .figure .line0 { stroke: #e4e8ee }
            .figure .line2 { stroke: #6cb2ff }
            }
            """;

    private final String title;
    private final Axis axis;
    private final StringBuilder svg = new StringBuilder();

    private CumulativePlot(String title, Axis axis) {
        this.title = title;
        this.axis = axis;
    }

    /** A group of SVG, {@link #WIDTH} times {@link #HEIGHT}. */
    static String draw(String title, Axis axis, Map<ElectionTimeouts, Downtimes> lines) {
        CumulativePlot plot = new CumulativePlot(title, axis);
        plot.frame();
        int n = 0;
        for (Map.Entry<ElectionTimeouts, Downtimes> line :
                ImmutableMap.copyOf(lines).entrySet()) {
            plot.line(n++, line.getKey().label(), line.getValue());
        }
        return plot.svg.toString();
    }

    private void frame() {
        text(LEFT + ACROSS / 2.0, 20, "middle", "font-weight='bold'", title);
        for (int percent = 0; percent <= 100; percent += 20) {
            double y = y(percent / 100.0);
            add("<path class='grid' d='M%d %.1fH%d'/>", LEFT, y, LEFT + ACROSS);
            text(LEFT - 8, y + 4, "end", "", percent + " %");
        }
        for (int tick : axis.ticks()) {
            double x = x(tick);
            add("<path class='grid' d='M%.1f %dV%d'/>", x, TOP, TOP + DOWN);
            text(x, TOP + DOWN + 18, "middle", "", String.format(Locale.ROOT, "%,d", tick));
        }
        add("<rect class='frame' x='%d' y='%d' width='%d' height='%d'/>", LEFT, TOP, ACROSS, DOWN);
        text(LEFT + ACROSS / 2.0, TOP + DOWN + 40, "middle", "", "time without leader (ms)");
        add(
                "<text x='0' y='0' text-anchor='middle' transform='translate(18 %.1f) rotate(-90)'>cumulative percent"
                        + "</text>",
                TOP + DOWN / 2.0);
    }

    private void line(int n, String label, Downtimes downtimes) {
        String stroke = "class='line line" + n % STROKES.size() + "' " + STROKES.get(n % STROKES.size());
        add("<path %s d='%s'><title>%s</title></path>", stroke, steps(downtimes), label);
        double y = TOP + 20 + 34.0 * n;
        add("<path %s d='M%d %.1fh34'/>", stroke, LEGEND, y);
        text(LEGEND + 42, y + 4, "start", "", label);
        if (downtimes.unended() > 0) {
            String ended = downtimes.trials() - downtimes.unended() + " of " + downtimes.trials() + " ended";
            text(LEGEND + 42, y + 18, "start", "font-size='11'", ended);
        }
    }

    /** Up by one trial at each time that is on the axis and at which one ended; times of the same pixel are one. */
    private String steps(Downtimes downtimes) {
        StringBuilder path = new StringBuilder(String.format(Locale.ROOT, "M%d %.1f", LEFT, y(0)));
        String at = "";
        int ended = 0;
        for (long micros : downtimes.micros()) {
            double millis = micros / 1_000.0;
            if (micros >= downtimes.patience() || axis.part(millis) > 1) {
                break;
            }
            String x = String.format(Locale.ROOT, "%.1f", x(millis));
            if (!x.equals(at) && ended > 0) {
                path.append(up(ended, downtimes));
            }
            if (!x.equals(at)) {
                path.append('H').append(x);
            }
            at = x;
            ended++;
        }
        return path.append(up(ended, downtimes))
                .append('H')
                .append(LEFT + ACROSS)
                .toString();
    }

    private static String up(int ended, Downtimes downtimes) {
        return String.format(Locale.ROOT, "V%.1f", y(ended / (double) downtimes.trials()));
    }

    private double x(double millis) {
        return LEFT + ACROSS * axis.part(millis);
    }

    private static double y(double part) {
        return TOP + DOWN * (1 - part);
    }

    private void text(double x, double y, String anchor, String more, String text) {
        String escaped = HtmlEscapers.htmlEscaper().escape(text);
        add("<text x='%.1f' y='%.1f' text-anchor='%s' %s>%s</text>", x, y, anchor, more, escaped);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
