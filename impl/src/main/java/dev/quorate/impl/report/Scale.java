package dev.quorate.impl.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * An axis that values of one kind share, drawn into the cells of a table: with its nought, or by powers of ten if the
 * values are far from each other.
 *
 * @param ticks the least first; the axis goes from the first to the last
 */
record Scale(boolean logarithmic, ImmutableList<Double> ticks) {
    private static final int WIDTH = 240;
    private static final int MARGIN = 8;
    private static final int HEIGHT = 18;
    private static final double FAR = 20;

    /** @param values at least one */
    static Scale of(List<Double> values) {
        double least = Collections.min(values);
        double most = Collections.max(values);
        if (least > 0 && most / least >= FAR) {
            int from = (int) Math.floor(Math.log10(least));
            int to = (int) Math.ceil(Math.log10(most));
            return new Scale(
                    true,
                    IntStream.rangeClosed(from, to)
                            .mapToObj(n -> Math.pow(10, n))
                            .collect(ImmutableList.toImmutableList()));
        }
        double low = Math.min(0, least);
        double high = Math.max(0, most);
        return new Scale(false, ImmutableList.of(low, low == high ? 1 : high));
    }

    /** A value as a bar, and as a line what it is held to. */
    static Html against(double value, double wanted) {
        Scale scale = of(List.of(0.0, value, wanted));
        return svg(scale.bar(value)
                + String.format(Locale.ROOT, "<path class=\"wanted\" d=\"M%.1f 1V%d\"/>", scale.x(wanted), HEIGHT - 1));
    }

    /** The ticks with their numbers. */
    Html head() {
        String numbers = ImmutableList.of(ticks.get(0), Iterables.getLast(ticks)).stream()
                .map(tick -> String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"13\" text-anchor=\"%s\">%s</text>",
                        tick.equals(ticks.get(0)) ? 0.0 : WIDTH,
                        tick.equals(ticks.get(0)) ? "start" : "end",
                        number(tick)))
                .collect(Collectors.joining());
        return svg(numbers + (logarithmic ? middle("by powers of ten") : ""));
    }

    private static String middle(String text) {
        return String.format(Locale.ROOT, "<text x=\"%d\" y=\"13\" text-anchor=\"middle\">%s</text>", WIDTH / 2, text);
    }

    /** Each value as a point; one alone as a bar from nought, if the axis has it. The number stands beside it, as text. */
    Html row(List<Double> values) {
        StringBuilder marks = new StringBuilder();
        ticks.forEach(tick ->
                marks.append(String.format(Locale.ROOT, "<path class=\"tick\" d=\"M%.1f 0V%d\"/>", x(tick), HEIGHT)));
        if (values.size() == 1 && !logarithmic) {
            marks.append(bar(values.get(0)));
        } else {
            String kind = values.size() == 1 ? "mark" : "mark one";
            values.forEach(value -> marks.append(String.format(
                    Locale.ROOT, "<circle class=\"%s\" cx=\"%.1f\" cy=\"9\" r=\"4.5\"/>", kind, x(value))));
        }
        return svg(marks.toString());
    }

    private String bar(double value) {
        return String.format(
                Locale.ROOT,
                "<rect class=\"mark\" x=\"%.1f\" y=\"5\" width=\"%.1f\" height=\"8\"/>",
                Math.min(x(0), x(value)),
                Math.abs(x(value) - x(0)));
    }

    private double x(double value) {
        double from = along(ticks.get(0));
        double part = (along(value) - from) / (along(Iterables.getLast(ticks)) - from);
        return MARGIN + part * (WIDTH - 2 * MARGIN);
    }

    private double along(double value) {
        return logarithmic ? Math.log10(value) : value;
    }

    private static String number(double value) {
        return value >= 1e6 ? Cell.measureText(value / 1e6) + " million" : Cell.measureText(value);
    }

    private static Html svg(String content) {
        return new Html(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" width=\"%1$d\" height=\"%2$d\" viewBox=\"0 0 %1$d"
                        + " %2$d\" aria-hidden=\"true\">%3$s</svg>",
                WIDTH,
                HEIGHT,
                content));
    }
}
