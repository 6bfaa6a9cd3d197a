package dev.quorate.impl.lab;

import java.util.Arrays;

/** How the tester tells what somebody's code threw: one line that says what, and where in that code. */
public final class Thrown {
    private Thrown() {}

    /** Ends a sentence that says who: {@code threw java.lang.IllegalStateException: no vote at Student.java:7}. */
    public static String tell(Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(e -> !e.getClassName().startsWith("java.")
                        && !e.getClassName().startsWith("jdk."))
                .findFirst()
                .map(e -> " at " + e.getFileName() + ":" + e.getLineNumber())
                .orElse("");
        return "threw " + thrown.toString().lines().findFirst().orElseThrow() + place;
    }
}
