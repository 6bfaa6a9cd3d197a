package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.MergedTraces;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.TraceSource;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Judges one trace. Each event names an action and its parameters; the specification says what states that step may
 * lead to, and one of them must be what the event claims. For one trace, by one thread.
 *
 * <p>The messages of a step are compared exactly with what the action adds to an empty network, where the
 * specification only ever adds to it; a grow-only set alone would not notice a message that was not sent again.
 * Receipt is judged against everything ever sent.
 */
public final class TraceChecker {
    private final TraceSource trace;
    private final TraceHeader header;
    private final State initial;
    private final PropertyWatch watch;
    private final Judge judge;
    private final ImmutableList.Builder<String> notes = ImmutableList.builder();
    private long events;
    /** Where the event being judged stands; the trace itself may have been read beyond it. */
    private String file;

    private TraceChecker(TraceSource trace, Specification specification, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        this.trace = trace;
        this.header = trace.header();
        this.file = trace.file();
        TraceStart start = new TraceStart(trace.file(), header, specification);
        start.checkNames();
        this.initial = start.state();
        this.watch = specification.watch();
        StepComparison comparison = StepComparison.of(specification, header);
        this.judge = header.isComplete()
                ? new ExactJudge(trace, comparison, initial, watch)
                : new PartialJudge(trace, comparison, initial, watch);
        if (shelf.isOtherText(header)) {
            notes.add("recorded against another text of " + header.specification() + " than the one judging now");
        }
        specification
                .uncompiled()
                .forEach((name, why) -> notes.add(name + " is evaluated by the reference engine, because of "
                        + why.text() + ", at " + why.place()));
        watch.unchecked().forEach(property -> notes.add(property + " is not judged: it is no property of a step"));
        specification
                .networkReader()
                .ifPresent(reader -> notes.add(reader.place() + " reads " + header.network()
                        + ", so messages are compared by what is new in it, and one sent again is not noticed"));
    }

    /**
     * The verdict on the trace in a file.
     *
     * @throws TraceException as for one that is open
     * @throws SpecificationException as for one that is open
     */
    public static Verdict check(Path file, SpecificationShelf shelf) throws TraceException, SpecificationException {
        try (TraceReader trace = new TraceReader(file)) {
            return check(trace, shelf);
        }
    }

    /**
     * The verdict on a trace.
     *
     * @throws TraceException if the trace cannot be read or does not fit the specification's names
     * @throws SpecificationException if the specification cannot be loaded with the trace's constants
     */
    public static Verdict check(TraceReader trace, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        return new TraceChecker(trace, specification(trace.file(), trace.header(), shelf), shelf).run();
    }

    /**
     * The verdict on one run whose processes wrote files of their own. They are put into one order by what was sent
     * before it was received; if every action keeps to its own rows, any such order has the same verdict.
     *
     * @param traces at least one, which remain the caller's to close
     * @throws TraceException as {@link #check}, and if the files are not those of one run
     * @throws SpecificationException as {@link #check}
     */
    public static Verdict checkMerged(List<TraceReader> traces, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        Specification specification = specification(traces.get(0).file(), MergedTraces.header(traces), shelf);
        MergedTraces merged = new MergedTraces(traces, specification::received);
        TraceChecker checker = new TraceChecker(merged, specification, shelf);
        specification
                .otherRows()
                .ifPresent(place -> checker.notes.add("the order of the files may matter: " + place.place()
                        + " touches more than the rows of one node: " + place.text()));
        return checker.run();
    }

    private static Specification specification(String file, TraceHeader header, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        try {
            return shelf.forTrace(header);
        } catch (SpecificationException e) {
            if (e.blamed().isPresent()) {
                throw new TraceException(file, 1, e.blamed().get(), e.getMessage());
            }
            throw e;
        }
    }

    /** A checker that is given the events of a trace whose source only tells what it is called. */
    static TraceChecker of(TraceSource told, SpecificationShelf shelf) throws TraceException, SpecificationException {
        return new TraceChecker(told, specification(told.file(), told.header(), shelf), shelf);
    }

    private Verdict run() throws TraceException, SpecificationException {
        Optional<Verdict> verdict = begin();
        while (verdict.isEmpty()) {
            Optional<TraceEvent> event = trace.next();
            verdict = event.isPresent() ? judge(event.get()) : Optional.of(accepted());
        }
        return verdict.get();
    }

    /** Judges the beginning, which is the verdict if a trace without steps claims to be a counterexample. */
    Optional<Verdict> begin() throws TraceException {
        ImmutableList<Violation> atOnce = judgeInitialState();
        return atOnce.isEmpty() ? Optional.empty() : Optional.of(counterexample(atOnce));
    }

    /** Judges an event, which is the verdict if the trace ends with it. */
    Optional<Verdict> judge(TraceEvent event) throws TraceException {
        file = trace.file();
        try {
            Optional<Divergence> divergence = judge.judge(event);
            if (divergence.isPresent()) {
                ImmutableList<Violation> violations = divergence.get().violations();
                if (mayEndWith(violations) && trace.next().isEmpty()) {
                    events++;
                    return Optional.of(counterexample(violations));
                }
                return Optional.of(verdict(divergence, Optional.empty()));
            }
        } catch (SpecificationException e) {
            return Optional.of(verdict(
                    Optional.empty(),
                    Optional.of(file + ":" + event.line() + ": " + event.action() + ": " + e.getMessage())));
        }
        events++;
        return Optional.empty();
    }

    /** The verdict on a trace that ends here. */
    Verdict accepted() {
        return verdict(Optional.empty(), Optional.empty());
    }

    /**
     * Whether a trace may end with what breaks these properties: the one that it claims to violate is among them, or
     * is none that can be judged.
     */
    private boolean mayEndWith(ImmutableList<Violation> violations) {
        return !violations.isEmpty()
                && header.violates()
                        .filter(claimed -> !watch.properties().contains(claimed)
                                || violations.stream()
                                        .anyMatch(v -> v.property().equals(claimed)))
                        .isPresent();
    }

    /** A trace that ended with these violations, as it may. */
    private Verdict counterexample(ImmutableList<Violation> violations) {
        String claimed = header.violates().orElseThrow();
        Optional<Violation> violation =
                violations.stream().filter(v -> v.property().equals(claimed)).findFirst();
        if (violation.isEmpty()) {
            notes.add("its end violates " + violations.get(0).property());
        }
        return verdict(
                Optional.empty(), Optional.empty(), Optional.of(new Claim(claimed, violation.isPresent(), violation)));
    }

    /** @return what the initial state violates, as a trace without steps may claim */
    private ImmutableList<Violation> judgeInitialState() throws TraceException {
        try {
            ImmutableList<Violation> atOnce = watch.start(initial);
            if (!atOnce.isEmpty() && (!mayEndWith(atOnce) || trace.next().isPresent())) {
                throw new TraceException(
                        trace.file(),
                        1,
                        "init",
                        "this state violates " + atOnce.get(0).property());
            }
            return atOnce;
        } catch (SpecificationException e) {
            throw new TraceException(trace.file(), 1, "constants", e.getMessage());
        }
    }

    private Verdict verdict(Optional<Divergence> divergence, Optional<String> undecided) {
        boolean allAllowed = divergence.isEmpty() && undecided.isEmpty();
        return verdict(
                divergence,
                undecided,
                header.violates()
                        .filter(property -> allAllowed)
                        .map(property -> new Claim(property, watch.properties().contains(property), Optional.empty())));
    }

    private Verdict verdict(Optional<Divergence> divergence, Optional<String> undecided, Optional<Claim> claim) {
        if (divergence.isEmpty() && undecided.isEmpty() && !trace.warning().isEmpty()) {
            notes.add(trace.warning());
        }
        if (divergence.isEmpty()) {
            judge.suppositions().forEach(step -> notes.add("supposed " + step));
        }
        claim.filter(c -> !c.judged())
                .ifPresent(c -> notes.add("that it violates " + c.property() + ", as it claims, is not judged: "
                        + header.specification() + ".cfg names no such invariant or property of steps"));
        String told = divergence.isPresent() ? file : trace.name();
        return new Verdict(told, header.specification(), events, notes.build(), divergence, undecided, claim);
    }
}
