package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.ListeningExecutorService;
import com.google.common.util.concurrent.MoreExecutors;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Puts all mistakes of the {@link Bank} into our servers, one at a time, and tells which detector finds each, and how
 * soon. Ends with 1 if one is not found and need be, or is found and was said not to be; with 2 if there is no such
 * bug.
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
        System.exit(table.surprises().isEmpty() ? 0 : 1);
    }

    private static ImmutableList<Bug> chosen(ImmutableSet<String> ids) {
        return ids.isEmpty() ? Bank.all() : ids.stream().map(Bank::bug).collect(ImmutableList.toImmutableList());
    }

    /** @throws ExecutionException for the first search that ends in an unexpected way; no other mistake is begun */
    static ImmutableList<BugReport> run(ImmutableList<Bug> bugs, Path spec)
            throws InterruptedException, ExecutionException {
        FiguresSearch figures = Detectors.figures();
        BugReport[] reports = new BugReport[bugs.size()];
        AtomicInteger next = new AtomicInteger();
        ListeningExecutorService pool = MoreExecutors.listeningDecorator(Executors.newFixedThreadPool(AT_ONCE));
        try {
            List<ListenableFuture<Void>> workers = Stream.generate(
                            () -> pool.submit(() -> work(bugs, next, reports, new Detectors(spec, figures))))
                    .limit(AT_ONCE)
                    .toList();
            Futures.allAsList(workers).get();
            return ImmutableList.copyOf(reports);
        } finally {
            next.set(bugs.size());
            pool.shutdown();
        }
    }

    private static Void work(ImmutableList<Bug> bugs, AtomicInteger next, BugReport[] reports, Detectors detectors)
            throws SpecificationException, IOException {
        try (detectors) {
            for (int n = next.getAndIncrement(); n < reports.length; n = next.getAndIncrement()) {
                reports[n] = detectors.lookFor(bugs.get(n));
                System.out.printf(Locale.ROOT, "%-50s %s%n", bugs.get(n), reports[n].inShort());
            }
            return null;
        }
    }
}
