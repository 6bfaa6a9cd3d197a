package dev.quorate.conformance.trace;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.file.AccessDeniedException;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** What is packed by gzip, as its first bytes tell whatever its name is, is unpacked while it is read. */
public final class Unpacked {
    private static final byte[] MAGIC = {0x1f, (byte) 0x8b};
    private static final int BUFFER = 1 << 16;

    private Unpacked() {}

    /** The stream as it is read, unpacked if it is packed. */
    public static InputStream of(InputStream stream) throws IOException {
        PushbackInputStream in = new PushbackInputStream(stream, MAGIC.length);
        byte[] first = in.readNBytes(MAGIC.length);
        in.unread(first);
        return Arrays.equals(first, MAGIC) ? new GZIPInputStream(in, BUFFER) : in;
    }

    /** Why a file cannot be read, in words. */
    public static String unreadable(IOException e) {
        if (e instanceof EOFException) {
            return "cannot be read: it is packed, and its end is missing";
        }
        return "cannot be read: " + (e instanceof AccessDeniedException ? "permission denied" : e.getMessage());
    }
}
