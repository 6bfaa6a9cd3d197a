package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.campaign.AllCores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts all mistakes of the {@link Bank} into our servers, one at a time, and tells which detector finds each, and how
 * soon. Ends with 1 if one is not found and need be, or is found and was said not to be; with 2 if there is no such
 * bug.
 */
public final class BugBank {
    private BugBank() {}

    /**
     * Runs.
     *
     * @param args the file for the table, the folder of the specification, and the ids of the bugs, if not all
     */
    public static void main(String[] args) throws Exception {
        ImmutableList<Bug> bugs;
        try {
            bugs = chosen(Arrays.stream(args).skip(2).collect(ImmutableSet.toImmutableSet()));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        long start = System.nanoTime();
        ImmutableList<BugReport> reports = run(bugs, Path.of(args[1]));
        BugTable table = new BugTable(reports, Duration.ofNanos(System.nanoTime() - start));
        System.out.println();
        table.lines().forEach(System.out::println);
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, table.page());
        BugJson.write(reports, table, command(args), file.resolveSibling("bugs.json"));
        System.exit(table.surprises().isEmpty() ? 0 : 1);
    }

    /** The command that looks for the same again. */
    private static String command(String[] args) {
        return args.length == 2
                ? "make bugs"
                : "make bugs BUGS=\"" + String.join(" ", Arrays.asList(args).subList(2, args.length)) + "\"";
    }

    private static ImmutableList<Bug> chosen(ImmutableSet<String> ids) {
        return ids.isEmpty() ? Bank.all() : ids.stream().map(Bank::bug).collect(ImmutableList.toImmutableList());
    }

    /** What came of looking for each, in this order. */
    static ImmutableList<BugReport> run(ImmutableList<Bug> bugs, Path spec)
            throws InterruptedException, SpecificationException, IOException {
        FiguresSearch figures = Detectors.figures();
        BugReport[] reports = new BugReport[bugs.size()];
        AtomicInteger next = new AtomicInteger();
        AllCores.run(goOn -> {
            try (Detectors detectors = new Detectors(spec, figures)) {
                for (int n = next.getAndIncrement();
                        n < reports.length && goOn.getAsBoolean();
                        n = next.getAndIncrement()) {
                    reports[n] = detectors.lookFor(bugs.get(n));
                    System.out.printf(Locale.ROOT, "%-50s %s%n", bugs.get(n), reports[n].inShort());
                }
            }
        });
        return ImmutableList.copyOf(reports);
    }
}
