package dev.quorate.impl.bugs;

import java.io.ByteArrayOutputStream;

/** Takes the trace of a test of the lab, and ends one that goes on and on: each message may cause two. */
final class LimitedOutput extends ByteArrayOutputStream {
    private static final int MOST_BYTES = 8 << 20;

    private boolean full;

    /** Throws once: what a writer still has when it is closed is dropped. */
    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        if (count < MOST_BYTES) {
            super.write(bytes, offset, length);
        } else if (!full) {
            full = true;
            throw new IllegalStateException("the run has more steps than a trace can hold");
        }
    }
}
