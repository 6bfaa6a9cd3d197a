package dev.quorate.conformance.trace;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The lines of a stream, one at a time and without a copy: the current one stands in {@link #bytes}. Memory grows with
 * the longest line, and no line may be longer than {@link #LONGEST}. Not thread-safe.
 */
final class Lines {
    static final int LONGEST = 16 << 20;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long LOW_BITS = 0x0101_0101_0101_0101L;
    private static final long HIGH_BITS = LOW_BITS << 7;
    private static final long LINE_ENDS = '\n' * LOW_BITS;

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
            int end = lineEnd(searched);
            if (end < filled) {
                take(end, end + 1, true);
                return true;
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

    /** Where the next line end is, or {@link #filled}; eight bytes are looked at together. */
    private int lineEnd(int from) {
        int n = from;
        while (n + Long.BYTES <= filled) {
            long zeroAtLineEnd = (long) EIGHT_BYTES.get(buffer, n) ^ LINE_ENDS;
            if (((zeroAtLineEnd - LOW_BITS) & ~zeroAtLineEnd & HIGH_BITS) != 0) {
                break;
            }
            n += Long.BYTES;
        }
        while (n < filled && buffer[n] != '\n') {
            n++;
        }
        return n;
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
