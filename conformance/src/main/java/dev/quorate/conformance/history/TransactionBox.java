package dev.quorate.conformance.history;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * A transaction in a drawing: who it was, and a line for each of its steps.
 *
 * @param style of its frame
 * @param heading who it was
 * @param steps what it did; of many those that the drawing is about
 */
record TransactionBox(String style, String heading, ImmutableList<Step> steps) {
    private static final int PADDING = 8;
    private static final int MOST_COLUMNS = 46;
    private static final int MOST_STEPS = 8;

    /** @param isReason whether one of the arrows is about this step */
    record Step(String text, boolean isReason) {}

    /**
     * The box of a transaction.
     *
     * @param name it has in the drawing
     * @param reasons the arrows that begin or end here
     */
    static TransactionBox of(String style, String name, History history, int transaction, List<Dependency> reasons) {
        Operation last = history.last(transaction);
        String outcome =
                switch (last.type()) {
                    case OK -> "ok";
                    case FAIL -> "failed";
                    case INFO, INVOKE -> "outcome unknown";
                };
        long invoked = history.invocation(transaction).index();
        String indices = invoked + (last.index() == invoked ? "" : " to " + last.index());
        String heading = name + ": process " + last.process() + ", index " + indices + ", " + outcome;
        return new TransactionBox(style, heading, steps(last.value(), reasons));
    }

    /** A box that stands for others. */
    static TransactionBox omitted(int count) {
        return new TransactionBox("omitted", "... " + count + " more transactions ...", ImmutableList.of());
    }

    /** Reasons go first if there is no room for all; those that are shown keep their order. */
    private static ImmutableList<Step> steps(List<MicroOp> all, List<Dependency> reasons) {
        List<Step> steps = new ArrayList<>();
        int others = MOST_STEPS;
        for (MicroOp step : all) {
            boolean isReason = reasons.stream().anyMatch(reason -> reason.isAbout(step));
            others -= isReason ? 1 : 0;
            steps.add(new Step(shown(step), isReason));
        }
        if (steps.size() <= MOST_STEPS) {
            return ImmutableList.copyOf(steps);
        }
        List<Step> shown = new ArrayList<>();
        for (Step step : steps) {
            if (shown.size() < MOST_STEPS && (step.isReason || others-- > 0)) {
                shown.add(step);
            }
        }
        shown.add(new Step("... " + (steps.size() - shown.size()) + " more", false));
        return ImmutableList.copyOf(shown);
    }

    /** As it is written; of a long list the end, which says how far it was read. */
    private static String shown(MicroOp step) {
        if (!(step instanceof MicroOp.Read read) || read.list().isEmpty()) {
            return SvgCanvas.cut(step.toString(), MOST_COLUMNS);
        }
        List<Atom> list = read.list().get();
        String begin = SvgCanvas.cut("[:r " + read.key(), MOST_COLUMNS / 2);
        Deque<String> end = new ArrayDeque<>();
        int room = MOST_COLUMNS - begin.length() - "[... ]]".length();
        for (int at = list.size() - 1; at >= 0; at--) {
            String value = SvgCanvas.cut(list.get(at).toString(), MOST_COLUMNS / 3);
            room -= SvgCanvas.columns(value) + 1;
            if (room < 0) {
                end.addFirst("...");
                break;
            }
            end.addFirst(value);
        }
        return begin + " [" + Joiner.on(' ').join(end) + "]]";
    }

    int width() {
        int width = SvgCanvas.width(heading);
        for (Step step : steps) {
            width = Math.max(width, SvgCanvas.width(step.text));
        }
        return width + 2 * PADDING;
    }

    int height() {
        return SvgCanvas.LINE * (1 + steps.size()) + 2 * PADDING;
    }

    /** Draws it with its upper left corner here. */
    void draw(SvgCanvas canvas, int x, int y, int width, int height) {
        canvas.rectangle(style, x, y, width, height);
        int foot = y + PADDING + 13;
        canvas.text("who", x + PADDING, foot, heading);
        for (Step step : steps) {
            foot += SvgCanvas.LINE;
            canvas.text(step.isReason ? "reason" : "step", x + PADDING, foot, step.text);
        }
    }
}
