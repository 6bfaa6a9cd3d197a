package dev.quorate.impl.lab;

import java.util.Arrays;

/** How the tester tells what somebody's code threw: one line that says what, and where in that code. */
final class Thrown {
    private Thrown() {}

    static String tell(Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(e -> !e.getClassName().startsWith("java.")
                        && !e.getClassName().startsWith("jdk."))
                .findFirst()
                .map(e -> " at " + e.getFileName() + ":" + e.getLineNumber())
                .orElse("");
        return "threw " + thrown + place;
    }
}
