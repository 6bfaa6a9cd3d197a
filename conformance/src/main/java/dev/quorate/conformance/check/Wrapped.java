package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/** Text in lines of a width, broken at spaces, but neither beside the arrow of a field nor beside an equals sign. */
final class Wrapped {
    private static final String DOTS = " ...";

    private Wrapped() {}

    /** The text in so many lines at most; the last ends with dots if there was more. A longer word is broken too. */
    static ImmutableList<String> lines(String text, int width, int most) {
        List<String> lines = new ArrayList<>();
        int begin = 0;
        while (begin < text.length()) {
            if (lines.size() == most) {
                int last = most - 1;
                lines.set(last, shortened(lines.get(last), width - DOTS.length()) + DOTS);
                break;
            }
            int end = end(text, begin, width);
            lines.add(text.substring(begin, end).stripTrailing());
            begin = end;
            while (begin < text.length() && text.charAt(begin) == ' ') {
                begin++;
            }
        }
        return ImmutableList.copyOf(lines);
    }

    /** Where a line that begins here ends. */
    private static int end(String text, int begin, int width) {
        if (text.length() - begin <= width) {
            return text.length();
        }
        for (int end = begin + width; end > begin; end--) {
            if (text.charAt(end) == ' ' && !isHeld(text, end)) {
                return end;
            }
        }
        return whole(text, begin + width);
    }

    private static boolean isHeld(String text, int space) {
        return text.startsWith(" |-> ", space)
                || text.startsWith(" = ", space)
                || text.startsWith(" |-> ", space - 4)
                || text.startsWith(" = ", space - 2);
    }

    /** No character that takes two places is cut through. */
    private static int whole(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private static String shortened(String line, int width) {
        return line.length() <= width
                ? line
                : line.substring(0, whole(line, width)).stripTrailing();
    }
}
