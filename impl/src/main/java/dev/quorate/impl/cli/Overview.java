package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Many files at a glance: a table, and a line that counts.
 *
 * @param thing what a file holds
 * @param things many of them
 * @param units what such a thing has many of
 * @param good what those do that are as they should be
 */
record Overview(String thing, String things, String units, String good) {

    void print(ImmutableList<? extends Judged> all, Palette palette, PrintWriter out) {
        Table table = new Table(thing, units, "verdict");
        for (Judged one : all) {
            String line = one.line() > 0 ? ", line " + one.line() : "";
            table.add(one.file(), Table.number(one.size()), one.word() + line);
        }
        table.lines().forEach(out::println);
        out.println();
        long accepted = all.stream().filter(Judged::isAccepted).count();
        boolean allGood = accepted == all.size();
        out.println(palette.paint(allGood ? Tone.GOOD : Tone.BAD, allGood ? "OK" : "NOT OK")
                + String.format(
                        Locale.ROOT,
                        ": %,d of %,d %s %s, %,d %s%s",
                        accepted,
                        all.size(),
                        things,
                        good,
                        all.stream().mapToLong(Judged::size).sum(),
                        units,
                        others(all)));
    }

    private static String others(ImmutableList<? extends Judged> all) {
        StringBuilder others = new StringBuilder();
        for (int code : List.of(Judged.WRONG, Judged.UNDECIDED, Judged.BAD_INPUT)) {
            List<String> words = all.stream()
                    .filter(one -> one.exitCode() == code)
                    .map(Judged::word)
                    .toList();
            if (!words.isEmpty()) {
                others.append(String.format(Locale.ROOT, "; %,d %s", words.size(), words.get(0)));
            }
        }
        return others.toString();
    }
}
