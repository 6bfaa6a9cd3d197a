package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.sim.SimulationPlan;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Makes a failing run small. First the plan is reduced, above all to fewer servers; then all that happens to the servers is recorded, and acts are
 * left out as long as the rest fails in the same way, until none can be. Every attempt is a run of its own, and the
 * same plan is always reduced to the same scenario.
 */
public final class Minimizer {
    private final Driver.Factory drivers;
    private final SpecificationShelf shelf;
    private final BooleanSupplier goOn;

    /** The specification turned out not to load. Unchecked, for who finds it is asked whether a run fails. */
    @SuppressWarnings("serial")
    private static final class Unjudged extends RuntimeException {
        final SpecificationException why;

        Unjudged(SpecificationException why) {
            this.why = why;
        }
    }

    /** @param drivers make the servers that fail */
    public Minimizer(Driver.Factory drivers, SpecificationShelf shelf) {
        this(drivers, shelf, () -> true);
    }

    /**
     * A minimizer that can be ended.
     *
     * @param drivers make the servers that fail
     * @param goOn is asked again and again; when it says no, there is a {@link CancellationException}
     */
    Minimizer(Driver.Factory drivers, SpecificationShelf shelf, BooleanSupplier goOn) {
        this.drivers = drivers;
        this.shelf = shelf;
        this.goOn = goOn;
    }

    private void checkWanted() {
        if (!goOn.getAsBoolean()) {
            throw new CancellationException();
        }
    }

    /**
     * Reduces a plan.
     *
     * @param failure what comes of it
     * @return acts that fail in the same way; nothing if it is the run as a whole that fails, as by a leader that never
     *     comes
     * @throws SpecificationException if the specification cannot be loaded
     */
    public Optional<Scenario> minimize(SimulationPlan plan, Failure failure) throws SpecificationException {
        if (failure.detector().isOfWholeRun()) {
            return Optional.empty();
        }
        try {
            return scenario(new PlanReduction(plan, p -> isLike(failure, trial(p, drivers))).simplest(), failure);
        } catch (Unjudged e) {
            throw e.why;
        }
    }

    private static boolean isLike(Failure failure, Optional<Failure> other) {
        return other.filter(failure::isLike).isPresent();
    }

    private Optional<Failure> trial(SimulationPlan plan, Driver.Factory made) {
        try {
            return Trial.of(plan, made, shelf, step -> checkWanted()).failure();
        } catch (SpecificationException e) {
            throw new Unjudged(e);
        }
    }

    private Rehearsal rehearsal(ImmutableSortedMap<String, LogPosition> logs, ImmutableList<Recorded> acts) {
        checkWanted();
        try {
            return Rehearsal.of(logs, acts, drivers, shelf);
        } catch (SpecificationException e) {
            throw new Unjudged(e);
        }
    }

    private Optional<Scenario> scenario(SimulationPlan plan, Failure failure) {
        Recording recording = new Recording(drivers);
        trial(plan, recording);
        Cut cut = new Cut(plan.logs(), recording.acts(), failure);
        if (!cut.isFailing()) {
            return Optional.empty();
        }
        cut.shorten();
        cut.calm();
        cut.leaveOutServers();
        cut.shorten();
        return Optional.of(new Scenario(cut.logs, rehearsal(cut.logs, cut.acts).acts()));
    }

    /** Acts that become fewer. */
    private final class Cut {
        private final Failure failure;
        private ImmutableSortedMap<String, LogPosition> logs;
        private ImmutableList<Recorded> acts;

        Cut(ImmutableSortedMap<String, LogPosition> logs, ImmutableList<Recorded> acts, Failure failure) {
            this.logs = logs;
            this.acts = acts;
            this.failure = failure;
        }

        boolean isFailing() {
            return fails(logs, acts);
        }

        private boolean fails(ImmutableSortedMap<String, LogPosition> otherLogs, ImmutableList<Recorded> others) {
            return isLike(failure, rehearsal(otherLogs, others).failure());
        }

        void shorten() {
            acts = DeltaDebugging.smallest(acts, fewer -> Optional.of(rehearsal(logs, fewer))
                    .filter(rehearsal -> isLike(failure, rehearsal.failure()))
                    .map(Rehearsal::took));
        }

        /** Leaves out what goes wrong in the middle of steps, and the loss of power. */
        void calm() {
            for (Recorded one : acts) {
                Act act = one.act();
                Act calmer = act.cause() instanceof Act.Restart
                        ? Act.of(act.server(), new Act.Restart(false))
                        : act.withoutMishap();
                one.becomes(calmer);
                if (!isFailing()) {
                    one.becomes(act);
                }
            }
        }

        void leaveOutServers() {
            Set<String> act = acts.stream().map(one -> one.act().server()).collect(Collectors.toSet());
            for (String server : logs.descendingKeySet()) {
                ImmutableSortedMap<String, LogPosition> fewer = with(id -> !id.equals(server));
                if (!act.contains(server) && fails(fewer, acts)) {
                    logs = fewer;
                }
            }
            ImmutableSortedMap<String, LogPosition> empty =
                    ImmutableSortedMap.copyOf(Maps.transformValues(logs, log -> LogPosition.EMPTY));
            if (fails(empty, acts)) {
                logs = empty;
            }
        }

        private ImmutableSortedMap<String, LogPosition> with(Predicate<String> servers) {
            return ImmutableSortedMap.copyOf(Maps.filterKeys(logs, servers::test));
        }
    }
}
