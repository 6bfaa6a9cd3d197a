package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableMap;
import java.util.ArrayList;
import java.util.List;

/**
 * A cycle as a picture: the first transactions go down on the right, the others come up on the left, an arrow leads from
 * each to the next, and below it is told why.
 */
final class CycleDrawing {
    /** So many boxes are drawn at most; of a longer cycle the middle is left out. */
    static final int MOST_BOXES = 24;

    private static final int MARGIN = 20;
    private static final int BELOW = 58;
    private static final int ROOM_BESIDE_LABEL = 56;
    private static final int MOST_LABEL_COLUMNS = 28;
    private static final int APART = 14;

    /** A box that has its place. */
    private record Placed(TransactionBox box, int x, int y) {
        int middleX() {
            return x + box.width() / 2;
        }

        int middleY() {
            return y + box.height() / 2;
        }

        int right() {
            return x + box.width();
        }

        int bottom() {
            return y + box.height();
        }
    }

    private final SvgCanvas canvas = new SvgCanvas();
    private final ImmutableMap<Integer, String> names;
    private final List<TransactionBox> boxes = new ArrayList<>();
    /** The arrow from each box to the next, and from the last to the first. */
    private final List<Dependency> arrows = new ArrayList<>();

    /** The first transaction that is left out, and the first behind those; the size of the cycle if none is. */
    private final int head;

    private final int tail;

    private CycleDrawing(HistoryVerdict verdict, Anomaly anomaly) {
        int size = anomaly.cycle().size();
        this.names = HistoryText.names(anomaly);
        this.head = size <= MOST_BOXES ? size : MOST_BOXES / 2;
        this.tail = size <= MOST_BOXES ? size : size - MOST_BOXES + head + 1;
        for (int i = 0; i < size; i++) {
            if (i == tail - 1 && head < tail) {
                boxes.add(TransactionBox.omitted(tail - head));
            } else if (i < head || i >= tail) {
                boxes.add(box(verdict.history(), anomaly.cycle(), i));
            } else {
                continue;
            }
            arrows.add(anomaly.cycle().get(i));
        }
    }

    /** The picture, as SVG. */
    static String of(HistoryVerdict verdict, Anomaly anomaly) {
        CycleDrawing drawing = new CycleDrawing(verdict, anomaly);
        return drawing.draw(anomaly);
    }

    private TransactionBox box(History history, List<Dependency> cycle, int at) {
        Dependency next = cycle.get(at);
        Dependency before = cycle.get((at + cycle.size() - 1) % cycle.size());
        return TransactionBox.of("cycle", names.get(next.from()), history, next.from(), List.of(before, next));
    }

    private String draw(Anomaly anomaly) {
        String title = DrawingNotes.title(canvas, MARGIN, anomaly);
        canvas.text(
                "step",
                MARGIN,
                54,
                "A cycle of " + anomaly.cycle().size()
                        + " transactions: each came before the next, and the last before the first.");
        int bottom = draw(80) + 34;
        bottom = DrawingNotes.reasons(canvas, MARGIN, bottom, arrows, names, head);
        DrawingNotes.legend(canvas, MARGIN, bottom + 12, arrows);
        return canvas.finish(title);
    }

    /** Draws the boxes and arrows from y on; gives where they end. */
    private int draw(int top) {
        int rows = (boxes.size() + 1) / 2;
        List<TransactionBox> left = new ArrayList<>();
        left.add(boxes.get(0));
        for (int i = boxes.size() - 1; i > rows; i--) {
            left.add(boxes.get(i));
        }
        List<TransactionBox> right = boxes.subList(1, rows + 1);
        int between = arrows.stream()
                        .mapToInt(arrow -> SvgCanvas.width(label(arrow)))
                        .max()
                        .orElseThrow()
                + 2 * ROOM_BESIDE_LABEL;
        int leftWidth = width(left);
        int height = Math.max(height(left), height(right));
        List<Placed> placedLeft = column(left, MARGIN, leftWidth, top, height);
        List<Placed> placedRight = column(right, MARGIN + leftWidth + between, width(right), top, height);
        arrows(placedLeft, placedRight);
        return top + height;
    }

    private static int width(List<TransactionBox> column) {
        return column.stream().mapToInt(TransactionBox::width).max().orElseThrow();
    }

    private static int height(List<TransactionBox> column) {
        return column.stream().mapToInt(box -> box.height() + BELOW).sum() - BELOW;
    }

    /** Puts the boxes below each other, in the middle of the room there is. */
    private List<Placed> column(List<TransactionBox> column, int x, int width, int top, int height) {
        List<Placed> placed = new ArrayList<>();
        int y = top + (height - height(column)) / 2;
        for (TransactionBox box : column) {
            placed.add(new Placed(box, x + (width - box.width()) / 2, y));
            box.draw(canvas, x + (width - box.width()) / 2, y, box.width(), box.height());
            y += box.height() + BELOW;
        }
        return placed;
    }

    private void arrows(List<Placed> left, List<Placed> right) {
        int rows = right.size();
        Placed first = left.get(0);
        Placed second = right.get(0);
        across(
                arrows.get(0),
                first.right(),
                first.middleY() - apart(left),
                second.x(),
                second.middleY() - apart(right));
        for (int row = 1; row < rows; row++) {
            Placed from = right.get(row - 1);
            Placed to = right.get(row);
            straight(arrows.get(row), from.middleX(), from.bottom(), to.middleX(), to.y());
        }
        Placed lowest = right.get(rows - 1);
        Placed next = left.get(left.size() - 1);
        across(
                arrows.get(rows),
                lowest.x(),
                lowest.middleY() + apart(right),
                next.right(),
                next.middleY() + apart(left));
        for (int row = left.size() - 1; row > 0; row--) {
            Placed from = left.get(row);
            Placed to = left.get(row - 1);
            straight(arrows.get(arrows.size() - row), from.middleX(), from.y(), to.middleX(), to.bottom());
        }
    }

    /** Where a column is one box, the two arrows that it has on its side are so far from its middle. */
    private static int apart(List<Placed> column) {
        return column.size() == 1 ? APART : 0;
    }

    /** Level where it is nearly so. */
    private void across(Dependency arrow, int fromX, int fromY, int toX, int toY) {
        straight(arrow, fromX, fromY, toX, Math.abs(fromY - toY) < APART / 2 ? fromY : toY);
    }

    private void straight(Dependency arrow, int fromX, int fromY, int toX, int toY) {
        canvas.arrow("", arrow.kind(), "M" + fromX + " " + fromY + "L" + toX + " " + toY);
        canvas.label(arrow.kind(), (fromX + toX) / 2, (fromY + toY) / 2, label(arrow));
    }

    private static String label(Dependency arrow) {
        return SvgCanvas.cut(arrow.label(), MOST_LABEL_COLUMNS);
    }
}
