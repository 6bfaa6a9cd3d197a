package dev.quorate.impl.cli;

import java.util.List;
import java.util.stream.Collectors;

/** A command as one can give it to a shell. */
final class ShellWords {
    private ShellWords() {}

    /** The words of a command in a line. */
    static String line(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    /** As a shell takes it for one word. */
    private static String quoted(String word) {
        return word.matches("[\\w./:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
