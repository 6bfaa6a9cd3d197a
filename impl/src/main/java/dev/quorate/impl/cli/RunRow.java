package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.VerdictText;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of the implementation and what became of it.
 *
 * @param name of the run: a lab scenario, or the simulation
 * @param seed what the run drew from
 * @param elections how often a server became leader
 * @param faults how many faults were injected
 * @param events lines of the trace
 * @param verdict on the trace, if it came so far
 * @param leadership the judgement on who led, if it came so far
 * @param failure what went wrong before
 * @param page of the run, if it is not good
 * @param again the command that shows it again
 */
record RunRow(
        String name,
        int servers,
        String seed,
        int elections,
        long faults,
        long events,
        Optional<Verdict> verdict,
        Optional<LeadershipJudgement> leadership,
        Optional<String> failure,
        Optional<Path> page,
        String again) {

    boolean isGood() {
        return conforms() && isLeadershipValid();
    }

    boolean isLeadershipValid() {
        return leadership.map(LeadershipJudgement::isValid).orElse(false);
    }

    /** A run without an election proves nothing, so it is not counted. */
    boolean conforms() {
        return failure.isEmpty()
                && elections > 0
                && verdict.map(v -> v.outcome() == Verdict.Outcome.ACCEPTED).orElse(false);
    }

    void addTo(Table table) {
        table.add(
                name,
                Integer.toString(servers),
                seed,
                Integer.toString(elections),
                Table.number(faults),
                Table.number(events),
                outcome(),
                leadership.isEmpty() ? "" : isLeadershipValid() ? "valid" : "INVALID");
    }

    private String outcome() {
        if (failure.isPresent()) {
            return "FAILED";
        } else if (elections > 0) {
            return verdict.orElseThrow().outcome().name().toLowerCase(Locale.ROOT);
        }
        return "VOID";
    }

    /** What is not good about it, a line each. */
    ImmutableList<String> problem() {
        if (isGood()) {
            return ImmutableList.of();
        }
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        failure.ifPresent(why -> lines.add("FAILED     " + name + ", seed " + seed + ": " + why));
        verdict.filter(v -> v.outcome() != Verdict.Outcome.ACCEPTED).ifPresent(v -> lines.addAll(VerdictText.of(v)));
        leadership.ifPresent(l -> lines.addAll(l.text()));
        if (failure.isEmpty() && elections == 0) {
            lines.add("VOID       " + name + ", seed " + seed + ": no leader was ever elected, so nothing was tested");
        }
        page.ifPresent(file -> lines.add(PageBeside.line(file)));
        return lines.add("  again         " + again).build();
    }
}
