package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Palette;
import dev.quorate.conformance.check.Tone;
import dev.quorate.impl.cli.LabOutcome.Grade;
import dev.quorate.impl.server.RaftTrace;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The points that a Raft gets: for each test those of its worst run, as one that passes sometimes is not done. */
record LabPoints(ImmutableList<LabOutcome> outcomes) {
    /**
     * A test and its runs.
     *
     * @param points what it gets
     * @param of what it could get
     */
    record Row(String test, ImmutableList<LabOutcome> runs, double points, int of) {
        private static Row of(String test, List<LabOutcome> runs) {
            return new Row(
                    test,
                    ImmutableList.copyOf(runs),
                    runs.stream().mapToDouble(LabOutcome::points).min().orElseThrow(),
                    runs.get(0).run().points());
        }

        /** How many runs ended so: {@code 3 passed, 1 failed}. */
        String grades() {
            return List.of(Grade.values()).stream()
                    .filter(grade -> count(grade) > 0)
                    .map(grade -> count(grade) + " " + grade.word())
                    .collect(Collectors.joining(", "));
        }

        long count(Grade grade) {
            return runs.stream().filter(run -> run.grade() == grade).count();
        }
    }

    /** A row for each test, in the order of their first runs. */
    ImmutableList<Row> rows() {
        Map<String, List<LabOutcome>> byTest = outcomes.stream()
                .collect(Collectors.groupingBy(o -> o.result().name(), LinkedHashMap::new, Collectors.toList()));
        return byTest.entrySet().stream()
                .map(test -> Row.of(test.getKey(), test.getValue()))
                .collect(ImmutableList.toImmutableList());
    }

    double points() {
        return rows().stream().mapToDouble(Row::points).sum();
    }

    /** What could be got. */
    int of() {
        return rows().stream().mapToInt(Row::of).sum();
    }

    boolean allGood() {
        return outcomes.stream().allMatch(o -> o.grade() == Grade.PASSED);
    }

    Table table() {
        Table table = new Table("test", "servers", "points", "of", "runs");
        for (Row row : rows()) {
            table.add(
                    row.test(),
                    Integer.toString(row.runs().get(0).result().servers()),
                    tenths(row.points()),
                    Integer.toString(row.of()),
                    row.grades());
        }
        table.add("total", "", tenths(points()), Integer.toString(of()), "");
        return table;
    }

    private static String tenths(double points) {
        return String.format(Locale.ROOT, "%.1f", points);
    }

    /** All in one line. */
    String line(Palette palette) {
        return palette.paint(allGood() ? Tone.GOOD : Tone.BAD, allGood() ? "OK" : "NOT OK")
                + String.format(
                        Locale.ROOT,
                        ": %s of %d points; %,d of %,d runs passed; %,d steps conform to %s.",
                        tenths(points()),
                        of(),
                        outcomes.stream().filter(o -> o.grade() == Grade.PASSED).count(),
                        outcomes.size(),
                        outcomes.stream().mapToLong(LabOutcome::conforming).sum(),
                        RaftTrace.SPECIFICATION);
    }
}
