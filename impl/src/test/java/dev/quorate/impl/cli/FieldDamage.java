package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.impl.cli.JsonParts.Part;
import java.util.List;
import java.util.Random;

/** Damage that knows what JSON is: the line stays an object, most often, and says something else. */
enum FieldDamage {
    FIELD_GONE {
        @Override
        String of(String line, Part part, Random random) {
            boolean last = line.charAt(part.end()) != ',';
            boolean first = line.charAt(part.begin() - 1) != ',';
            return line.substring(0, part.begin() - (last && !first ? 1 : 0))
                    + line.substring(part.end() + (last ? 0 : 1));
        }
    },
    FIELD_TWICE {
        @Override
        String of(String line, Part part, Random random) {
            return line.substring(0, part.end())
                    + ","
                    + line.substring(part.begin(), part.end())
                    + line.substring(part.end());
        }
    },
    FIELD_ADDED {
        @Override
        String of(String line, Part part, Random random) {
            String added = part.hasKey() ? key(line, random) + ":" + value(line, random) : value(line, random);
            return line.substring(0, part.begin()) + added + "," + line.substring(part.begin());
        }
    },
    FIELD_RENAMED {
        @Override
        String of(String line, Part part, Random random) {
            String renamed = part.hasKey() ? key(line, random) + ":" : "";
            return line.substring(0, part.begin()) + renamed + line.substring(part.value());
        }
    },
    VALUE_REPLACED {
        @Override
        String of(String line, Part part, Random random) {
            return line.substring(0, part.value()) + value(line, random) + line.substring(part.end());
        }
    },
    VALUE_WRAPPED {
        @Override
        String of(String line, Part part, Random random) {
            int depth = random.nextInt(40) == 0 ? 100_000 : Iterables.get(DEPTHS, random.nextInt(DEPTHS.size()));
            boolean array = random.nextBoolean();
            return line.substring(0, part.value())
                    + (array ? "[" : "{\"x\":").repeat(depth)
                    + line.substring(part.value(), part.end())
                    + (array ? "]" : "}").repeat(depth)
                    + line.substring(part.end());
        }
    };

    private static final List<Integer> DEPTHS = List.of(1, 1, 2, 10, 50, 60, 62, 70, 1_000);

    /** What is no value of the format, or one that is large, or of another kind. */
    private static final ImmutableList<String> VALUES = ImmutableList.of(
            "null",
            "true",
            "0",
            "-1",
            "-0",
            "1.5",
            "1E2",
            "1e400",
            "2147483647",
            "-2147483648",
            "2147483648",
            "9223372036854775807",
            "9223372036854775808",
            "9".repeat(99),
            "9".repeat(5_000),
            "\"\"",
            "\"none\"",
            "\"n1\"",
            "\"n9\"",
            "\"\\u0000\"",
            "\"a\\nb\\u001b[31m\"",
            "\"\\ud800\"",
            "\"" + "é".repeat(3_000) + "\"",
            "[]",
            "{}",
            "[[],{}]",
            "{\"#set\":[]}",
            "{\"#set\":[1,\"n1\"]}",
            "{\"#set\":1}",
            "{\"#map\":[]}",
            "{\"#map\":[[1,2],[2,\"x\"]]}",
            "{\"#map\":[[1,2],[1,3]]}",
            "{\"#map\":[[{\"a\":1},2]]}",
            "{\"#map\":[1]}",
            "NaN");

    private static final ImmutableList<String> KEYS =
            ImmutableList.of("\"\"", "\"x\"", "\"#set\"", "\"#map\"", "\"a\\nb\"", "\"" + "k".repeat(60_000) + "\"");

    /** The line with this damage at this part. */
    abstract String of(String line, Part part, Random random);

    private static String value(String line, Random random) {
        return random.nextInt(3) > 0
                ? VALUES.get(random.nextInt(VALUES.size()))
                : other(line, random, part -> line.substring(part.value(), part.end()));
    }

    private static String key(String line, Random random) {
        return random.nextInt(2) > 0
                ? KEYS.get(random.nextInt(KEYS.size()))
                : other(line, random, part -> part.hasKey() ? line.substring(part.begin(), part.value() - 1) : "\"m\"");
    }

    private interface Taken {
        String from(Part part);
    }

    private static String other(String line, Random random, Taken taken) {
        List<Part> parts = JsonParts.of(line);
        return taken.from(parts.get(random.nextInt(parts.size())));
    }
}
