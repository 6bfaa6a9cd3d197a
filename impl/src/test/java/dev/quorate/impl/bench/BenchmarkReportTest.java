package dev.quorate.impl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.report.Chapter;
import dev.quorate.impl.report.Report;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class BenchmarkReportTest {
    @TempDir
    Path target;

    @Test
    void whatABenchmarkWritesIsWhatTheReportReads() throws Exception {
        BenchmarkReport report = new BenchmarkReport("history");
        report.row("10k", "ours", "txn/s", 250_000, 0.1);
        report.keep("10k, trial 1", "ours", "ms", 4);
        report.atMost("heap", 3, 2);
        report.atLeast("rate", 250_000, 236_000);
        report.finish(target.resolve("bench").resolve("history.json"));
        Chapter chapter = Report.of(target, ImmutableList.of()).chapters().stream()
                .filter(c -> c.id().equals("benchmarks"))
                .findFirst()
                .orElseThrow();
        assertEquals("1 of 5 benchmarks were run here; 1 of 2 bars hold", chapter.sentence());
        assertEquals(Chapter.State.BAD, chapter.state());
    }
}
