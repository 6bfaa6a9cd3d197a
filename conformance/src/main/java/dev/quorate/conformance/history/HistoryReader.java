package dev.quorate.conformance.history;

import dev.quorate.conformance.trace.Unpacked;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Reads histories: the EDN of Jepsen and Elle, or JSON with the same names, each as a stream of operations or as one
 * vector, packed by gzip or not. Which of the two it is shows in the first field. Operations of something that is no client are passed over, as
 * are fields of other names. Every failure is a {@link HistoryException}.
 */
public final class HistoryReader {
    /** How many bytes of comments and brackets may come before the first field. */
    private static final int LOOK_AHEAD = 1 << 16;

    private HistoryReader() {}

    /** One of the two ways in which a history is written. */
    interface Form {
        /** Reads all operations. */
        void read() throws IOException, Malformed, HistoryException;

        /** Where it has got to, counted from one. */
        long line();
    }

    /** Reads a file. */
    public static History read(Path path) throws HistoryException {
        if (Files.isDirectory(path)) {
            throw new HistoryException(path.toString(), 0, -1, "is a folder, not a history");
        }
        try (InputStream stream = Files.newInputStream(path)) {
            return read(path.toString(), stream);
        } catch (NoSuchFileException e) {
            throw new HistoryException(path.toString(), 0, -1, "no such file");
        } catch (IOException e) {
            throw new HistoryException(path.toString(), 0, -1, Unpacked.unreadable(e));
        }
    }

    /**
     * Reads a stream to its end, and does not close it.
     *
     * @param file what to call it
     */
    public static History read(String file, InputStream stream) throws HistoryException {
        HistoryBuilder builder = new HistoryBuilder(file);
        RawOperation raw = new RawOperation();
        raw.clear(0);
        try {
            BufferedInputStream buffered = new BufferedInputStream(Unpacked.of(stream), LOOK_AHEAD);
            Form form =
                    isJson(buffered) ? new JsonHistory(buffered, builder, raw) : new EdnHistory(buffered, builder, raw);
            read(file, form, raw);
        } catch (IOException e) {
            throw new HistoryException(file, 0, -1, Unpacked.unreadable(e));
        }
        return builder.build();
    }

    private static void read(String file, Form form, RawOperation raw) throws IOException, HistoryException {
        try {
            form.read();
        } catch (Malformed e) {
            throw new HistoryException(file, form.line(), raw.index, e.getMessage());
        }
    }

    /** In JSON a quote follows the first brace, in EDN a colon. */
    private static boolean isJson(BufferedInputStream stream) throws IOException {
        stream.mark(LOOK_AHEAD);
        boolean inComment = false;
        boolean isJson = false;
        for (int read = 0; read < LOOK_AHEAD - 1; read++) {
            int c = stream.read();
            if (inComment) {
                inComment = c != '\n' && c >= 0;
            } else if (c == ';') {
                inComment = true;
            } else if (" \t\r\n,[({".indexOf(c) < 0) {
                isJson = c == '"';
                break;
            }
        }
        stream.reset();
        return isJson;
    }
}
