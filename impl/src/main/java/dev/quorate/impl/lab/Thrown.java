package dev.quorate.impl.lab;

import java.util.Arrays;

/** How the lab tells what somebody's code threw. */
public final class Thrown {
    private Thrown() {}

    /** One line, what and where. Ends a sentence that says who: {@code threw java.lang.IllegalStateException: no vote at Student.java:7}. */
    public static String tell(Throwable thrown) {
        String place = Arrays.stream(thrown.getStackTrace())
                .filter(e -> !e.getClassName().startsWith("java.")
                        && !e.getClassName().startsWith("jdk."))
                .findFirst()
                .map(e -> " at " + e.getFileName() + ":" + e.getLineNumber())
                .orElse("");
        return "threw " + thrown.toString().lines().findFirst().orElse("") + place;
    }

    /** What it says of itself, or its type if it says nothing. */
    static String message(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.toString() : thrown.getMessage();
    }
}
