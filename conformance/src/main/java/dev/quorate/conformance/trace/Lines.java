package dev.quorate.conformance.trace;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time and without a copy: the current one stands in {@link #bytes}. Memory grows with
 * the longest line, and no line may be longer than {@link #LONGEST}. Not thread-safe.
 */
final class Lines {
    static final int LONGEST = 16 << 20;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 16];
    /** What was read and not yet given out is from {@code next} to {@code filled}. */
    private int next;

    private int filled;
    private boolean atEnd;

    private long number;
    private int begin;
    private int length;
    private boolean ended;

    Lines(InputStream in) {
        this.in = in;
    }

    /**
     * Goes on to the next line.
     *
     * @return whether there is one
     * @throws LineTooLong if it does not fit
     */
    boolean advance() throws IOException {
        number++;
        int searched = next;
        while (true) {
            for (int n = searched; n < filled; n++) {
                if (buffer[n] == '\n') {
                    take(n, n + 1, true);
                    return true;
                }
            }
            searched = filled;
            if (searched - next > LONGEST) {
                throw new LineTooLong();
            } else if (atEnd) {
                take(filled, filled, false);
                return length > 0;
            }
            searched -= fill();
        }
    }

    private void take(int end, int following, boolean endSeen) {
        begin = next;
        length = end - begin;
        next = following;
        ended = endSeen;
    }

    /** @return how far what is there was moved to the front */
    private int fill() throws IOException {
        int moved = next;
        if (moved > 0) {
            System.arraycopy(buffer, moved, buffer, 0, filled - moved);
            filled -= moved;
            next = 0;
        } else if (filled == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * filled);
        }
        int read = in.read(buffer, filled, buffer.length - filled);
        if (read < 0) {
            atEnd = true;
        } else {
            filled += read;
        }
        return moved;
    }

    /** Counted from one. */
    long number() {
        return number;
    }

    byte[] bytes() {
        return buffer;
    }

    int begin() {
        return begin;
    }

    int length() {
        return length;
    }

    /** Whether a line end follows it. */
    boolean isEnded() {
        return ended;
    }

    void close() throws IOException {
        in.close();
    }

    /** A line that is longer than any line of a trace. */
    static final class LineTooLong extends IOException {
        private static final long serialVersionUID = 1L;

        LineTooLong() {
            super("longer than " + (LONGEST >> 20) + " MiB");
        }
    }
}
