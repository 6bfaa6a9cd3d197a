package dev.quorate.conformance.history;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What stands below a drawing: why there are its arrows, and what their kinds mean. */
final class DrawingNotes {
    private static final int MOST_COLUMNS = 120;

    private DrawingNotes() {}

    /** The name of the anomaly, and what it is; gives both. */
    static String title(SvgCanvas canvas, int x, Anomaly anomaly) {
        String title = anomaly.type() + ": " + CycleWords.of(anomaly.type());
        canvas.heading(x, 32, title);
        return title;
    }

    /**
     * A line for each arrow of a cycle.
     *
     * @param omittedAt the place among the arrows behind which some are left out
     * @return where the lines end
     */
    static int reasons(
            SvgCanvas canvas, int x, int y, List<Dependency> arrows, Map<Integer, String> names, int omittedAt) {
        int foot = y;
        for (int i = 0; i < arrows.size(); i++) {
            Dependency arrow = arrows.get(i);
            if (i == omittedAt) {
                canvas.text("step", x, foot, "...");
                foot += SvgCanvas.LINE;
            }
            String end = i < arrows.size() - 1 ? "" : CycleWords.END;
            canvas.text("step", x, foot, SvgCanvas.cut(arrow.told(names), MOST_COLUMNS) + end);
            foot += SvgCanvas.LINE;
        }
        return foot;
    }

    /** A line for each kind of arrows there is. */
    static void legend(SvgCanvas canvas, int x, int y, List<Dependency> arrows) {
        Set<EdgeKind> kinds = EnumSet.noneOf(EdgeKind.class);
        arrows.forEach(arrow -> kinds.add(arrow.kind()));
        int foot = y;
        for (EdgeKind kind : kinds) {
            canvas.arrow("", kind, "M" + x + " " + (foot - 4) + "h38");
            canvas.text(kind.toString(), x + 48, foot, kind.toString());
            canvas.text("who", x + 120, foot, kind.words());
            foot += SvgCanvas.LINE;
        }
    }
}
