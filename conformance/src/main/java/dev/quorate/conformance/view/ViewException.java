package dev.quorate.conformance.view;

import dev.quorate.conformance.trace.OneLine;
import java.io.IOException;
import java.nio.file.Path;

/** A description of a view that is none: the message is one line that names file and field. */
public final class ViewException extends IOException {
    private static final long serialVersionUID = 1L;

    ViewException(Path file, String problem, Throwable cause) {
        super(OneLine.of(file + ": " + problem), cause);
    }
}
