package dev.quorate.conformance.history;

/**
 * A drawing in SVG. Its letters are of one width, so that it is known without any font how much room a text takes. The
 * same calls give the same text.
 */
final class SvgCanvas {
    /** From one line of text to the next, in pixels. */
    static final int LINE = 17;

    private static final String STYLE = """
            text{font:12px "DejaVu Sans Mono",Menlo,Consolas,monospace;fill:#1f2933}
            .heading{font-size:16px;font-weight:bold}
            .who{fill:#52606d}
            .reason{font-weight:bold}
            rect.box{fill:#f5f7fa;stroke:#9aa5b1}
            rect.cycle{fill:#fff8e6;stroke:#b7791f;stroke-width:2}
            rect.omitted{fill:#fff;stroke:#9aa5b1;stroke-dasharray:5 4}
            rect.label{fill:#fff}
            path.edge{fill:none;stroke-width:2}
            path.thin{stroke-width:1;opacity:.75}
            path.edge.realtime,path.edge.process{stroke-dasharray:7 3}
            text[class]{stroke:none}
            .ww{stroke:#9c4a00;fill:#9c4a00}.wr{stroke:#1455c0;fill:#1455c0}.rw{stroke:#c01c28;fill:#c01c28}
            .process{stroke:#6b21a8;fill:#6b21a8}.realtime{stroke:#0b6b5d;fill:#0b6b5d}
            """;

    private final StringBuilder body = new StringBuilder();
    private int right;
    private int bottom;

    /** How wide a line of text is at most, in pixels: what is no ASCII may take the room of two letters. */
    static int width(String text) {
        return (columns(text) * 37 + 4) / 5;
    }

    static int columns(String text) {
        return text.codePoints().map(c -> c < 128 ? 1 : 2).sum();
    }

    /** The text, or as much of its begin as there is room for in so many columns, and a mark. */
    static String cut(String text, int mostColumns) {
        String shown = text.length() > mostColumns ? text.substring(0, mostColumns) : text;
        if (shown.length() == text.length() && columns(shown) <= mostColumns) {
            return text;
        }
        StringBuilder cut = new StringBuilder();
        int room = mostColumns - 2;
        for (int c : shown.codePoints().toArray()) {
            room -= c < 128 ? 1 : 2;
            if (room < 0) {
                break;
            }
            cut.appendCodePoint(c);
        }
        return cut.append('…').toString();
    }

    /** A line of text, whose foot is at y. */
    void text(String styles, int x, int y, String text) {
        body.append("<text class=\"" + styles + "\" x=\"" + x + "\" y=\"" + y + "\">" + escaped(text) + "</text>\n");
        reach(x + width(text), y + 4);
    }

    /** A heading, which is larger. */
    void heading(int x, int y, String text) {
        text("heading", x, y, text);
        reach(x + width(text) * 4 / 3, y + 4);
    }

    void rectangle(String styles, int x, int y, int width, int height) {
        body.append("<rect class=\"" + styles + "\" x=\"" + x + "\" y=\"" + y + "\" width=\"" + width + "\" height=\""
                + height + "\" rx=\"4\"/>\n");
        reach(x + width, y + height);
    }

    /**
     * A line with an arrow at its end.
     *
     * @param path as SVG has it, inside of what else is drawn
     */
    void arrow(String styles, EdgeKind kind, String path) {
        body.append("<path class=\"edge " + kind + styles + "\" marker-end=\"url(#to-" + kind + ")\" d=\"" + path
                + "\"/>\n");
    }

    /** The label of an arrow, with its middle here and white round it. */
    void label(EdgeKind kind, int x, int y, String text) {
        int width = width(text) + 8;
        rectangle("label", x - width / 2, y - LINE / 2 - 1, width, LINE + 1);
        text(kind.toString(), x - width / 2 + 4, y + 4, text);
    }

    /** The drawing so far. */
    String finish(String title) {
        StringBuilder svg = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        int width = right + 20;
        int height = bottom + 16;
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + width + "\" height=\"" + height
                + "\" viewBox=\"0 0 " + width + " " + height + "\" role=\"img\">\n");
        svg.append("<title>" + escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n<defs>\n");
        for (EdgeKind kind : EdgeKind.values()) {
            if (kind != EdgeKind.SILENT) {
                svg.append("<marker id=\"to-" + kind + "\" viewBox=\"0 0 10 10\" refX=\"10\" refY=\"5\" "
                        + "markerUnits=\"userSpaceOnUse\" markerWidth=\"11\" markerHeight=\"11\" orient=\"auto\">"
                        + "<path class=\"" + kind + "\" d=\"M0 0 10 5 0 10z\"/></marker>\n");
            }
        }
        svg.append("</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
        return svg.append(body).append("</svg>\n").toString();
    }

    /** Makes the drawing so large that this point has a place. */
    void reach(int x, int y) {
        right = Math.max(right, x);
        bottom = Math.max(bottom, y);
    }

    /** What XML cannot hold, and what is not seen or changes the direction of writing, becomes a mark. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isShown(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isShown(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }
}
