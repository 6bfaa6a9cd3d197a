package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.lab.ElectionScenarios;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The handout and the page beside the naive student's code hold what is printed, to the letter. */
class LabPagesTest {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");
    private static final Path HANDOUT = Path.of("LAB.md");
    private static final Path FINDINGS = Path.of("src", "examples", "naive", "FINDINGS.md");

    private static ImmutableList<String> blocks(Path page, String language) throws IOException {
        return FENCED.matcher(Files.readString(page))
                .results()
                .filter(block -> block.group(1).equals(language))
                .map((MatchResult block) -> block.group(2))
                .collect(ImmutableList.toImmutableList());
    }

    /** What one test says of somebody's Raft, but for the lines that name trace, page and command. */
    private static String said(String factory, String test) {
        StringWriter out = new StringWriter();
        Quorate.run(
                new PrintWriter(out, true),
                new PrintWriter(System.err, true, UTF_8),
                "lab",
                "--raft",
                factory,
                "--time",
                "virtual",
                "--test",
                test);
        return out.toString()
                .lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> !line.matches("  (trace|page|again) .*"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void theNaiveStudentHearsWhatIsWritten() throws IOException {
        assertEquals(
                blocks(FINDINGS, ""),
                ImmutableList.of(
                        said("naive.Factory", "term persistence"),
                        said("naive.Factory", "network plus"),
                        said("naive.Factory", "unreliable network")));
    }

    @Test
    void theHandoutQuotesWhatWasPrinted() throws IOException {
        String stale = said("naive.Factory", "unreliable network");
        String seen = stale.substring(stale.indexOf("What the network saw of it:"));
        assertEquals(
                blocks(HANDOUT, ""),
                ImmutableList.of(
                        said("skeleton.Factory", "initial election"),
                        said("careful.Factory", "initial election"),
                        stale.lines().findFirst().orElseThrow() + "\n" + seen));
    }

    @Test
    void theHandoutQuotesCodeThatCompiles() throws IOException {
        String skeleton = Files.readString(Path.of("src", "examples", "skeleton", "MyRaft.java"));
        blocks(HANDOUT, "java").forEach(block -> assertTrue(skeleton.contains(block.stripTrailing()), block));
    }

    @Test
    void theHandoutSaysWhatEachTestIsWorth() throws IOException {
        String page = Files.readString(HANDOUT);
        ElectionScenarios.all().forEach(scenario -> {
            String row = "| " + scenario.name() + " | " + new LabRun(scenario, LabTime.VIRTUAL, 1).points() + " |";
            assertTrue(page.contains(row), row);
        });
        int sum = ElectionScenarios.all().stream()
                .mapToInt(scenario -> new LabRun(scenario, LabTime.VIRTUAL, 1).points())
                .sum();
        assertTrue(page.contains("| **all** | **" + sum + "** |"), "all: " + sum);
    }
}
