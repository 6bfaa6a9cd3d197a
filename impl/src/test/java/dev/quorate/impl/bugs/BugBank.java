package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts all mistakes of the {@link Bank} into our servers, one at a time, and tells which detector finds each, and how
 * soon. Ends with 1 if one is not found and need be, or is found and was said not to be.
 */
public final class BugBank {
    private static final int AT_ONCE = 2;

    private BugBank() {}

    /**
     * Runs.
     *
     * @param args the file for the table, the folder of the specification, and the ids of the bugs, if not all
     */
    public static void main(String[] args) throws Exception {
        ImmutableSet<String> ids = Arrays.stream(args).skip(2).collect(ImmutableSet.toImmutableSet());
        ImmutableList<Bug> bugs =
                ids.isEmpty() ? Bank.all() : ids.stream().map(Bank::bug).collect(ImmutableList.toImmutableList());
        BugTable table = new BugTable(run(bugs, Path.of(args[1])));
        System.out.println();
        table.lines().forEach(System.out::println);
        Path file = Path.of(args[0]);
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, table.page());
        table.surprises().forEach(System.out::println);
        System.exit(table.surprises().isEmpty() ? 0 : 1);
    }

    static ImmutableList<BugReport> run(ImmutableList<Bug> bugs, Path spec) throws Exception {
        Detectors.Comparison comparison = Detectors.Comparison.drawn();
        BugReport[] reports = new BugReport[bugs.size()];
        AtomicInteger next = new AtomicInteger();
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<?>> workers = new ArrayList<>();
            for (int n = 0; n < AT_ONCE; n++) {
                workers.add(pool.submit(() -> work(bugs, next, reports, new Detectors(spec, comparison))));
            }
            for (Future<?> worker : workers) {
                worker.get();
            }
            return ImmutableList.copyOf(reports);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a search ended in an unexpected way", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private static Void work(ImmutableList<Bug> bugs, AtomicInteger next, BugReport[] reports, Detectors detectors)
            throws Exception {
        try (detectors) {
            for (int n = next.getAndIncrement(); n < reports.length; n = next.getAndIncrement()) {
                Bug bug = bugs.get(n);
                reports[n] = new BugReport(bug, detectors.lookFor(bug.variant()));
                System.out.printf(Locale.ROOT, "%-50s %s%n", bug, reports[n].inShort());
            }
            return null;
        }
    }
}
