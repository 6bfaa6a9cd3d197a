package dev.quorate.impl.campaign;

/** A scenario file that is none; the message names file and line. */
public final class ScenarioException extends Exception {
    private static final long serialVersionUID = 1L;

    ScenarioException(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }
}
