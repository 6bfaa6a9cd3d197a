package dev.quorate.impl.report;

import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was measured, and the bars that it is held to. */
final class BenchmarksChapter {
    private static final String ID = "benchmarks";
    private static final String TITLE = "Benchmarks";
    private static final String ABOUT =
            "A bar is a ratio or a count inside one run, so that it says the same on another machine; all else differs"
                    + " from machine to machine. Values are medians; the spread is from the least to the largest, in parts"
                    + " of the median.";

    /** By name, what each measures. */
    private static final ImmutableMap<String, String> ALL = ImmutableMap.of(
            "conformance", "how fast traces are judged",
            "election", "how soon a lost leader is replaced, and what an idle cluster costs",
            "history", "how fast histories of clients are read and checked",
            "exploration", "how fast every state is explored",
            "simulation", "how much faster than real time runs are simulated and judged");

    private BenchmarksChapter() {}

    static Chapter of(Path target) throws IOException, ReportException {
        List<Html> pieces = new ArrayList<>();
        List<Benchmark> here = new ArrayList<>();
        for (Map.Entry<String, String> bench : ALL.entrySet()) {
            String name = bench.getKey();
            Path file = target.resolve("bench").resolve(name + ".json");
            pieces.add(Html.of("h3", name + ": " + bench.getValue()));
            if (Files.exists(file)) {
                Benchmark benchmark = Benchmark.read(file, name);
                here.add(benchmark);
                pieces.add(benchmark.html());
            } else {
                pieces.add(Html.missing(Benchmark.command(name)));
            }
        }
        long bars = here.stream().mapToLong(bench -> bench.bars().size()).sum();
        long held = here.stream().mapToLong(Benchmark::held).sum();
        return new Chapter(
                ID,
                TITLE,
                ABOUT,
                here.isEmpty() ? Chapter.State.MISSING : Chapter.State.of(held == bars),
                here.isEmpty()
                        ? "not measured here yet"
                        : String.format(
                                Locale.ROOT,
                                "%d of %d benchmarks were run here; %d of %d bars hold",
                                here.size(),
                                ALL.size(),
                                held,
                                bars),
                "make bench-NAME",
                Html.all(pieces));
    }
}
