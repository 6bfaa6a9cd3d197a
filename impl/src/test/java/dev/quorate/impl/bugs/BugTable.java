package dev.quorate.impl.bugs;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/** What came of looking for all mistakes, for a terminal and as a page. */
final class BugTable {
    private static final double BAR = 0.95;
    private static final String NOTHING = "-";

    private final ImmutableList<BugReport> reports;
    private final Duration took;

    /** @param took how long it was looked for all of them */
    BugTable(ImmutableList<BugReport> reports, Duration took) {
        this.reports = reports;
        this.took = took;
    }

    /** For a terminal: the table, what it comes to, and what is not as the bank says. */
    ImmutableList<String> lines() {
        MarkdownTable table = new MarkdownTable(columns("id", "bug"));
        reports.forEach(r -> table.add(cells(r, r.bug().id(), r.bug().name())));
        return ImmutableList.<String>builder()
                .addAll(table.lines())
                .add("")
                .addAll(recall())
                .addAll(surprises())
                .build();
    }

    private static ImmutableList<String> columns(String... before) {
        return ImmutableList.<String>builder()
                .add(before)
                .add("found by", "runs", "seconds", "acts", "invariants", "history", "explore")
                .build();
    }

    private static ImmutableList<String> cells(BugReport report, String... before) {
        return ImmutableList.<String>builder()
                .add(before)
                .add(report.first().find().map(find -> find.detector().title()).orElse("nothing"))
                .add(runs(report.first()))
                .add(seconds(report.first()))
                .add(report.acts().map(n -> Integer.toString(n)).orElse(NOTHING))
                .add(runs(report.invariants()))
                .add(runs(report.history()))
                .add(steps(report.exhaustive()))
                .build();
    }

    /** All of it, in Markdown. */
    ImmutableList<String> page() {
        return ImmutableList.<String>builder()
                .add("# The bug bank", "")
                .add(
                        "Made by `make bugs`. Each bug is one mistake, put into our own servers; `make bugs BUGS=\"V1a T2\"` looks for"
                                + " some of them.",
                        "")
                .addAll(recall())
                .addAll(surprises())
                .add("")
                .addAll(table())
                .add("")
                .addAll(legend())
                .addAll(unseen())
                .add("", "## Which detectors find them", "")
                .addAll(detectors())
                .add("", "## What was said", "")
                .addAll(said())
                .add("", "## Every reachable state", "")
                .addAll(exhaustive())
                .add("", "## Rows of the catalogue that are left out", "")
                .addAll(leftOut())
                .build();
    }

    private long count(Predicate<BugReport> which) {
        return reports.stream().filter(which).count();
    }

    /** How many are found, and how long that took. */
    ImmutableList<String> recall() {
        return ImmutableList.of(
                String.format(
                        Locale.ROOT,
                        "%d of %d bugs are found, %d within a minute: %.1f %% (bar: at least %.0f %%).",
                        count(BugReport::isFound),
                        reports.size(),
                        count(BugReport::isFoundInTime),
                        percentage(),
                        100 * BAR),
                String.format(
                        Locale.ROOT,
                        "All of it took %d min %02d s, a bug on each core.",
                        took.toMinutes(),
                        took.toSecondsPart()));
    }

    private double percentage() {
        return 100.0 * count(BugReport::isFoundInTime) / reports.size();
    }

    /** What is not as the bank says, and the bar if it does not hold; a line each. */
    ImmutableList<String> surprises() {
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        reports.stream()
                .map(BugReport::surprise)
                .flatMap(Optional::stream)
                .forEach(what -> lines.add("Surprise: " + what));
        if (percentage() < 100 * BAR) {
            lines.add("Surprise: fewer are found within a minute than the bar wants");
        }
        return lines.build();
    }

    private ImmutableList<String> table() {
        MarkdownTable table = new MarkdownTable(columns("id", "bug", "Raft rule", "what is done instead"));
        reports.forEach(r -> table.add(
                cells(r, r.bug().id(), r.bug().name(), r.bug().rule(), r.bug().change())));
        return table.lines();
    }

    private static ImmutableList<String> legend() {
        return ImmutableList.of(
                "- *found by*: the detectors of a campaign look first, at one run after another; then the tests of the"
                        + " lab, then the figures, then every reachable state. The first find ends it.",
                "- *runs*: seeds of the campaign or of the figures, tests of the lab, beginnings that were explored; the"
                        + " last one found it. *seconds*: on the wall, of all detectors up to the find.",
                "- *acts*: of the shortest scenario that still fails in the same way; " + NOTHING
                        + " where the run as a whole fails.",
                "- *invariants*, *history*: the first of sixty seeds in which they would have found it, if"
                        + " nobody had compared steps with the specification.",
                "- *explore*: the steps of the shortest way to a difference in the states that code and"
                        + " specification reach.");
    }

    private ImmutableList<String> unseen() {
        return reports.stream()
                .filter(r -> !r.isFound())
                .map(r -> "- **" + r.bug() + "** is not found: "
                        + r.bug().unseen().orElse("nobody knows why"))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<String> detectors() {
        MarkdownTable table = new MarkdownTable("detector", "found first", "finds by itself", "what it notices");
        for (Detector detector : Detector.values()) {
            table.add(
                    detector.title(),
                    Long.toString(count(r -> r.isFoundFirstBy(detector))),
                    switch (detector) {
                        case INVARIANT ->
                            Long.toString(count(r -> r.invariants().find().isPresent()));
                        case HISTORY ->
                            Long.toString(count(r -> r.history().find().isPresent()));
                        case EXHAUSTIVE ->
                            Long.toString(count(r -> r.exhaustive().find().isPresent()));
                        case ASSERTION, CONFORMANCE, LIVENESS, LAB, FIGURES -> "";
                    },
                    detector.meaning());
        }
        return table.lines();
    }

    private ImmutableList<String> said() {
        return reports.stream()
                .flatMap(r -> r.first().find().stream().map(find -> "- **" + r.bug() + "**: " + find.said()))
                .collect(ImmutableList.toImmutableList());
    }

    /** How the exploration does on the mistakes of rules, the only ones that it can see. */
    private ImmutableList<String> exhaustive() {
        MarkdownTable table = new MarkdownTable("id", "bug", "steps", "seconds", "what differs");
        reports.stream()
                .filter(r -> r.bug().variant().isOfTheCore())
                .forEach(r -> table.add(
                        r.bug().id(),
                        r.bug().name(),
                        steps(r.exhaustive()),
                        seconds(r.exhaustive()),
                        r.exhaustive().find().map(Find::said).orElse(NOTHING)));
        String only = Joiner.on(", ")
                .join(reports.stream()
                        .filter(r -> r.isFoundFirstBy(Detector.EXHAUSTIVE))
                        .map(BugReport::bug)
                        .iterator());
        return ImmutableList.<String>builder()
                .add(String.format(
                        Locale.ROOT,
                        "%d of %d bugs are of the rules that a server follows, and of these it finds %d by itself. It"
                                + " cannot find those that change timers only, as it lets every timer fire at any time;"
                                + " and what drives a server is not explored.",
                        count(r -> r.bug().variant().isOfTheCore()),
                        reports.size(),
                        count(r -> r.exhaustive().find().isPresent())))
                .add("Found by nothing else: " + (only.isEmpty() ? "none" : only) + ".")
                .add("")
                .addAll(table.lines())
                .build();
    }

    private static ImmutableList<String> leftOut() {
        MarkdownTable table = new MarkdownTable("id", "why");
        Bank.leftOut().forEach((id, why) -> table.add(id, why));
        return table.lines();
    }

    private static String runs(Look look) {
        return look.find().map(find -> Long.toString(find.tries())).orElse(NOTHING);
    }

    private static String steps(Look look) {
        return look.find().flatMap(Find::length).map(n -> Integer.toString(n)).orElse(NOTHING);
    }

    private static String seconds(Look look) {
        return String.format(Locale.ROOT, "%.2f", look.seconds());
    }
}
