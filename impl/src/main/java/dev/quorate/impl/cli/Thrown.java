package dev.quorate.impl.cli;

import com.google.common.base.Strings;
import com.google.common.base.Throwables;
import java.util.Arrays;

/** What somebody's code threw, in one line: a stack trace of ours would tell its author nothing. */
final class Thrown {
    private Thrown() {}

    /** The cause of all, and where it was thrown, in the first code on the way that is not Java's. */
    static String line(Throwable thrown) {
        Throwable cause = Throwables.getRootCause(thrown);
        String message =
                Strings.nullToEmpty(cause.getMessage()).lines().findFirst().orElse("");
        return cause.getClass().getName()
                + (message.isEmpty() ? "" : ": " + message)
                + Arrays.stream(cause.getStackTrace())
                        .filter(e -> !e.getClassName().startsWith("java.")
                                && !e.getClassName().startsWith("jdk."))
                        .findFirst()
                        .map(e -> " at " + e.getClassName() + "." + e.getMethodName() + " (" + e.getFileName() + ":"
                                + e.getLineNumber() + ")")
                        .orElse("");
    }
}
