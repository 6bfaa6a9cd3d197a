package dev.quorate.impl.campaign;

import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.sim.Recovery;
import dev.quorate.impl.sim.SimulationPlan;
import dev.quorate.impl.sim.SimulationResult;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why a run is not as it should be.
 *
 * @param detector who noticed
 * @param what it was, without what is different in every run: two failures are of one kind if this is the same
 * @param story one line for people
 */
public record Failure(Detector detector, String what, String story) {
    private static final Pattern PARTICULARS = Pattern.compile("\\bn\\d+\\b|\\d+");

    /** What looks at a run. */
    public enum Detector {
        /** The program under test gave up. */
        ASSERTION,
        /** A step is none of the specification's. */
        CONFORMANCE,
        /** The specification allows the step, but what it leads to breaks a property. */
        PROPERTY,
        /** What was seen from outside has two leaders in a term. */
        HISTORY,
        /** All faults among a majority have ended, and it has no leader, or loses it again. */
        LIVENESS;

        /** Whether it looks at the run as a whole: then no step is the one that is wrong. */
        boolean isOfWholeRun() {
            return this == HISTORY || this == LIVENESS;
        }
    }

    /** Whether both fail in the same way. */
    public boolean isLike(Failure other) {
        return detector == other.detector && what.equals(other.what);
    }

    /** What a verdict has against a run. */
    static Optional<Failure> of(Verdict verdict) {
        if (verdict.undecided().isPresent()) {
            String why = verdict.undecided().get();
            return Optional.of(new Failure(Detector.CONFORMANCE, "undecided", why));
        }
        return verdict.outcome() == Outcome.ACCEPTED
                ? Optional.empty()
                : verdict.divergence().map(Failure::of);
    }

    private static Failure of(Divergence divergence) {
        Optional<Violation> violation = divergence.violation();
        String step = "step " + divergence.event().seq() + " of "
                + divergence.event().node() + ", " + divergence.event().call() + ", ";
        return violation.isPresent()
                ? new Failure(
                        Detector.PROPERTY,
                        violation.get().property(),
                        step + "violates " + violation.get().property())
                : new Failure(
                        Detector.CONFORMANCE,
                        divergence.event().action() + ": " + divergence.problem(),
                        step + "is not allowed: " + divergence.problem());
    }

    /** What is wrong with a run as a whole: with who led, or with what a healed majority made of it. */
    public static Optional<Failure> ofWhole(SimulationResult result) {
        return ofLeadership(result).or(() -> result.recovery().flatMap(Failure::of));
    }

    private static Optional<Failure> ofLeadership(SimulationResult result) {
        return LeadershipHistory.verdict(result.leadership()).anomalies().stream()
                .findFirst()
                .map(anomaly -> new Failure(
                        Detector.HISTORY,
                        anomaly.type().toString(),
                        "who led, as it was seen from outside, is not strict-serializable: " + anomaly.type()));
    }

    private static Optional<Failure> of(Recovery recovery) {
        if (!recovery.isWithin(SimulationPlan.LEADER_WITHIN)) {
            return Optional.of(new Failure(
                    Detector.LIVENESS,
                    "no leader",
                    "a majority is without faults for " + SimulationPlan.LEADER_WITHIN / 1_000_000
                            + " s and has no leader"));
        }
        return recovery.stayed()
                ? Optional.empty()
                : Optional.of(new Failure(
                        Detector.LIVENESS, "leader lost", "a majority without faults loses its leader again"));
    }

    /** What a program threw. */
    public static Failure of(Throwable thrown) {
        String message = thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
        return new Failure(Detector.ASSERTION, PARTICULARS.matcher(message).replaceAll("#"), message);
    }
}
