package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.cli.JsonParts.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A trace with some damage that a seed decides. */
final class DamagedTrace {
    /** How rarely the header is hit: mostly it is refused soon, and other constants are a load of the specification. */
    private static final int HEADER_ONE_IN = 100;

    private static final ImmutableList<ByteDamage> OF_BYTES = ImmutableList.copyOf(ByteDamage.values());
    private static final ImmutableList<FieldDamage> OF_FIELDS = ImmutableList.copyOf(FieldDamage.values());

    private final String what;
    private final byte[] bytes;

    private DamagedTrace(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /** What was done, in words. */
    String what() {
        return what;
    }

    byte[] bytes() {
        return bytes;
    }

    /** The trace of these lines, damaged as the seed says. */
    static DamagedTrace of(List<String> lines, long seed) {
        Random random = new Random(seed);
        return random.nextInt(3) == 0 ? inBytes(lines, random) : inFields(lines, random);
    }

    private static DamagedTrace inBytes(List<String> lines, Random random) {
        ByteDamage damage = OF_BYTES.get(random.nextInt(OF_BYTES.size()));
        byte[] bytes = text(lines);
        int events = lines.get(0).getBytes(UTF_8).length;
        int at = isHeader(random) ? random.nextInt(events) : events + random.nextInt(bytes.length - events);
        return new DamagedTrace(damage + " at byte " + at, damage.of(bytes, at, random));
    }

    private static DamagedTrace inFields(List<String> lines, Random random) {
        FieldDamage damage = OF_FIELDS.get(random.nextInt(OF_FIELDS.size()));
        int number = isHeader(random) ? 0 : 1 + random.nextInt(lines.size() - 1);
        String line = lines.get(number);
        List<Part> parts = JsonParts.of(line);
        Part part = parts.get(random.nextInt(parts.size()));
        List<String> damaged = new ArrayList<>(lines);
        damaged.set(number, damage.of(line, part, random));
        return new DamagedTrace(
                damage + " in line " + (number + 1) + ": " + line.substring(part.begin(), part.end()), text(damaged));
    }

    private static boolean isHeader(Random random) {
        return random.nextInt(HEADER_ONE_IN) == 0;
    }

    private static byte[] text(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(UTF_8);
    }
}
