package dev.quorate.impl.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.report.Chapter;
import dev.quorate.impl.report.Report;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is not as the bank says is told. */
final class BugTableTest {
    private static final Bug VISIBLE = Bank.bug("X2");
    private static final Bug INVISIBLE = VISIBLE.unseenBecause("nobody looks");
    private static final Look NOTHING = new Look(Optional.empty(), 60);

    private static BugReport report(Bug bug, Look first) {
        return new BugReport(bug, first, Optional.empty(), NOTHING, NOTHING, NOTHING);
    }

    private static Look foundAfter(double seconds) {
        return new Look(Optional.of(new Find(Detector.CONFORMANCE, 1, "a step is wrong")), seconds);
    }

    private static ImmutableList<String> surprises(BugReport... reports) {
        return new BugTable(ImmutableList.copyOf(reports), Duration.ZERO).surprises();
    }

    @Test
    void nothingIsToldOfWhatIsFound() {
        assertEquals(ImmutableList.of(), surprises(report(VISIBLE, foundAfter(1))));
    }

    @Test
    void aBugThatIsNotFoundThoughItHasToBeIsASurprise() {
        assertTrue(surprises(report(VISIBLE, NOTHING))
                .contains("Surprise: X2 wins alone was not found, and the bank has no reason why"));
    }

    @Test
    void aBugThatIsFoundThoughNothingCanSeeItIsASurprise() {
        assertEquals(
                ImmutableList.of(
                        "Surprise: X2 wins alone was found by conformance, and the bank says that nothing finds it"),
                surprises(report(INVISIBLE, foundAfter(1))));
    }

    @Test
    void whatIsFoundTooLateCountsAsNotFound() {
        ImmutableList<String> bar = ImmutableList.of("Surprise: fewer are found within a minute than the bar wants");
        assertEquals(bar, surprises(report(VISIBLE, foundAfter(61))));
        assertEquals(bar, surprises(report(INVISIBLE, NOTHING)));
    }

    @Test
    void whatIsWrittenForTheReportIsWhatItReads(@TempDir Path target) throws Exception {
        ImmutableList<BugReport> reports = ImmutableList.of(report(VISIBLE, foundAfter(1)), report(INVISIBLE, NOTHING));
        BugTable table = new BugTable(reports, Duration.ZERO);
        BugJson.write(reports, table, "make bugs", target.resolve("bugs.json"));
        Chapter chapter = Report.of(target, ImmutableList.of()).chapters().stream()
                .filter(c -> c.id().equals("bugs"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                "2 of the " + Bank.all().size() + " bugs of the bank were put in here: "
                        + table.recall().get(0),
                chapter.sentence());
        assertTrue(chapter.toString().contains("NOT FOUND: nobody looks"), chapter::toString);
        assertTrue(chapter.toString().contains("needs snapshots"), chapter::toString);
    }

    @Test
    void thePageNamesTheReasonWhyABugIsNotFound() {
        ImmutableList<String> page = new BugTable(ImmutableList.of(report(INVISIBLE, NOTHING)), Duration.ZERO).page();
        assertTrue(page.contains("- **X2 wins alone** is not found: nobody looks"), page::toString);
        assertTrue(
                page.contains("0 of 1 bugs are found, 0 within a minute: 0.0 % (bar: at least 95 %)."), page::toString);
    }
}
