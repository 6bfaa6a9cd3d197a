package dev.quorate.impl.report;

import java.nio.file.Path;

/** A file is not what its command writes. The message names file and place. */
public final class ReportException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param place in the file, as in {@code 12: bars[2].value} */
    ReportException(Path file, String place, String problem) {
        super(file + ":" + place + ": " + problem);
    }
}
