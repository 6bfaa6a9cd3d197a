package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.primitives.Bytes;
import java.util.Arrays;
import java.util.Random;

/** Damage that knows nothing of JSON, as disks, networks and editors do it. */
enum ByteDamage {
    BIT_FLIPPED {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            byte[] flipped = bytes.clone();
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            return flipped;
        }
    },
    BYTES_INSERTED {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            byte[] inserted = new byte[1 + random.nextInt(4)];
            random.nextBytes(inserted);
            return replaced(bytes, at, at, inserted);
        }
    },
    NUISANCE_INSERTED {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return replaced(bytes, at, at, NUISANCES[random.nextInt(NUISANCES.length)].getBytes(ISO_8859_1));
        }
    },
    BYTES_GONE {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return replaced(bytes, at, end(bytes, at, random), new byte[0]);
        }
    },
    BYTES_TWICE {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return replaced(bytes, at, at, Arrays.copyOfRange(bytes, at, end(bytes, at, random)));
        }
    },
    BYTES_SWAPPED {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            byte[] swapped = bytes.clone();
            int other = random.nextInt(4) > 0 ? Math.max(0, at - 1) : random.nextInt(bytes.length);
            swapped[at] = bytes[other];
            swapped[other] = bytes[at];
            return swapped;
        }
    },
    CUT_OFF {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return Arrays.copyOf(bytes, at);
        }
    },
    BEGINNING_LOST {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return Arrays.copyOfRange(bytes, at, bytes.length);
        }
    },
    LINE_ENDS_OF_WINDOWS {
        @Override
        byte[] of(byte[] bytes, int at, Random random) {
            return new String(bytes, UTF_8).replace("\n", "\r\n").getBytes(UTF_8);
        }
    };

    /** A NUL, bytes that are no UTF-8, a mark of byte order, line ends, and what JSON is made of. */
    private static final String[] NUISANCES = {
        "\0",
        "\u00ff",
        "\u00c0\u0080",
        "\u00ed\u00a0\u0080",
        "\u00f4\u0090\u0080\u0080",
        "\u00e9",
        "\u00ef\u00bb\u00bf",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        " ",
        "\\",
        "\\u",
        "\"",
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "//",
        "-",
        ".",
        "e9"
    };

    /** The trace with this damage at or from this place. */
    abstract byte[] of(byte[] bytes, int at, Random random);

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        return Bytes.concat(Arrays.copyOf(bytes, from), by, Arrays.copyOfRange(bytes, to, bytes.length));
    }

    /** Some bytes further on; rarely, many. */
    private static int end(byte[] bytes, int at, Random random) {
        return Math.min(bytes.length, at + 1 + random.nextInt(random.nextInt(5) > 0 ? 8 : 2_000));
    }
}
