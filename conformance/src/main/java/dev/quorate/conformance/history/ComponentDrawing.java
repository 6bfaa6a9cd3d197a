package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * What lies round a cycle, as a picture: transactions below each other in the order in which they were invoked, arrows
 * that go on in that order on the right, those that go back on the left. Each arrow has a height of its own at both
 * boxes, and a track of its own where it passes others, so that no label meets another.
 */
final class ComponentDrawing {
    /** So many boxes are drawn at most. */
    static final int MOST_BOXES = 16;

    private static final int MARGIN = 20;
    private static final int TOP = 108;
    private static final int BETWEEN = 22;
    private static final int END = 20;
    private static final int TRACK = 14;
    private static final ImmutableList<String> EXPLANATION = ImmutableList.of(
            "Yellow and thick: the cycle. The first invoked is on top; arrows on the left go back in that order.",
            "The order of real time or of a process is drawn in the cycle only: it is nearly everywhere.");
    private static final int MOST_LABEL_COLUMNS = 20;

    private final SvgCanvas canvas = new SvgCanvas();
    private final Neighbourhood shown;
    private final List<TransactionBox> boxes = new ArrayList<>();
    /** The arrows that go on, and those that go back. */
    private final List<Arrow> right = new ArrayList<>();

    private final List<Arrow> left = new ArrayList<>();

    /** An arrow from a row to another. */
    private static final class Arrow {
        private final Dependency reason;
        private final boolean isInCycle;
        private final int from;
        private final int to;
        private int fromY;
        private int toY;
        private int track;

        Arrow(Dependency reason, boolean isInCycle, int from, int to) {
            this.reason = reason;
            this.isInCycle = isInCycle;
            this.from = from;
            this.to = to;
        }

        int upperRow() {
            return Math.min(from, to);
        }

        int lowerRow() {
            return Math.max(from, to);
        }

        String label() {
            return SvgCanvas.cut(reason.label(), MOST_LABEL_COLUMNS);
        }
    }

    private ComponentDrawing(Neighbourhood shown) {
        this.shown = shown;
        ImmutableMap<Integer, String> names = shown.names();
        for (int transaction : shown.transactions()) {
            boxes.add(TransactionBox.of(
                    shown.isInCycle(transaction) ? "cycle" : "box",
                    names.get(transaction),
                    shown.history(),
                    transaction,
                    shown.ties(transaction)));
        }
        for (Dependency dependency : shown.dependencies()) {
            int from = shown.transactions().indexOf(dependency.from());
            int to = shown.transactions().indexOf(dependency.to());
            (from < to ? right : left).add(new Arrow(dependency, shown.isInCycle(dependency), from, to));
        }
        track(right);
        track(left);
    }

    /** The picture, as SVG. */
    static String of(Neighbourhood shown) {
        return new ComponentDrawing(shown).draw();
    }

    /** Short arrows have the inner tracks. */
    private static void track(List<Arrow> arrows) {
        List<Arrow> shortFirst = new ArrayList<>(arrows);
        shortFirst.sort(Comparator.<Arrow>comparingInt(arrow -> arrow.lowerRow() - arrow.upperRow())
                .thenComparingInt(Arrow::upperRow));
        List<Arrow> laid = new ArrayList<>();
        for (Arrow arrow : shortFirst) {
            TreeSet<Integer> taken = new TreeSet<>();
            for (Arrow other : laid) {
                if (other.upperRow() <= arrow.lowerRow() && other.lowerRow() >= arrow.upperRow()) {
                    taken.add(other.track);
                }
            }
            while (taken.contains(arrow.track)) {
                arrow.track++;
            }
            laid.add(arrow);
        }
    }

    private String draw() {
        Anomaly anomaly = shown.anomaly();
        String title = DrawingNotes.title(canvas, MARGIN, anomaly);
        String omitted = anomaly.component().length() == boxes.size()
                ? ""
                : String.format(
                        Locale.ROOT,
                        "; here are the cycle and some of those next to it, %,d are left out",
                        anomaly.component().length() - boxes.size());
        String component = String.format(
                Locale.ROOT,
                "%,d transactions lie on common circles",
                anomaly.component().length());
        int foot = 54;
        canvas.text("step", MARGIN, foot, component + omitted + ".");
        for (String line : EXPLANATION) {
            foot += SvgCanvas.LINE;
            canvas.text("step", MARGIN, foot, line);
        }
        int x = MARGIN + gutter(left);
        int width = boxes.stream().mapToInt(TransactionBox::width).max().orElseThrow();
        int bottom = rows(x, width);
        right.forEach(arrow -> draw(arrow, x + width, 1, labels(right)));
        left.forEach(arrow -> draw(arrow, x, -1, labels(left)));
        DrawingNotes.legend(canvas, MARGIN, bottom + 24, shown.dependencies());
        return canvas.finish(title);
    }

    private static int labels(List<Arrow> arrows) {
        return 20
                + arrows.stream()
                        .mapToInt(arrow -> SvgCanvas.width(arrow.label()))
                        .max()
                        .orElse(0);
    }

    private static int gutter(List<Arrow> arrows) {
        return arrows.isEmpty()
                ? 0
                : labels(arrows)
                        + TRACK
                                * (2
                                        + arrows.stream()
                                                .mapToInt(a -> a.track)
                                                .max()
                                                .orElseThrow());
    }

    /** Draws the boxes, and gives each arrow its heights; gives where the last box ends. */
    private int rows(int x, int width) {
        int y = TOP;
        for (int row = 0; row < boxes.size(); row++) {
            int ends = Math.max(ends(right, row, y), ends(left, row, y));
            int height = Math.max(boxes.get(row).height(), ends + END / 2);
            boxes.get(row).draw(canvas, x, y, width, height);
            y += height + BETWEEN;
        }
        return y - BETWEEN;
    }

    /** The arrows from and to above are above, so that as few as possible cross. */
    private static int ends(List<Arrow> arrows, int row, int top) {
        List<Arrow> above = new ArrayList<>();
        List<Arrow> below = new ArrayList<>();
        for (Arrow arrow : arrows) {
            if (arrow.lowerRow() == row) {
                above.add(arrow);
            } else if (arrow.upperRow() == row) {
                below.add(arrow);
            }
        }
        above.sort(Comparator.comparingInt(arrow -> arrow.track));
        below.sort(Comparator.<Arrow>comparingInt(arrow -> arrow.track).reversed());
        above.addAll(below);
        int y = top;
        for (Arrow arrow : above) {
            y += END;
            if (arrow.from == row) {
                arrow.fromY = y;
            } else {
                arrow.toY = y;
            }
        }
        return y - top;
    }

    private void draw(Arrow arrow, int x, int direction, int labels) {
        int track = x + direction * (labels + TRACK * (1 + arrow.track));
        canvas.arrow(
                arrow.isInCycle ? "" : " thin",
                arrow.reason.kind(),
                "M" + x + " " + arrow.fromY + "H" + track + "V" + arrow.toY + "H" + x);
        canvas.reach(track + 10, arrow.fromY);
        String label = arrow.label();
        int begin = direction > 0 ? x + 8 : x - 8 - SvgCanvas.width(label);
        canvas.text(arrow.reason.kind().toString(), begin, arrow.fromY - 4, label);
    }
}
