package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceSource;
import java.util.Optional;

/**
 * Judges a run while it happens: its steps come as values, in the order in which they were taken, and nothing is
 * written. The verdict is the one that {@link TraceChecker} gives on the trace of the run, but for the lines that an
 * explanation names: there are none. For one run, by one thread.
 */
public final class RunChecker {
    private final Untold run;
    private final TraceChecker checker;
    private final ImmutableMap<String, Steps> steps;
    private Optional<Verdict> verdict;

    /** How many steps of a node there were. */
    private static final class Steps {
        private long seen;
    }

    /** A run that is in no file; its events are not asked for, they come. */
    private record Untold(String name, TraceHeader header) implements TraceSource {
        @Override
        public Optional<TraceEvent> next() {
            throw new IllegalStateException(name + " is still going on");
        }

        @Override
        public String file() {
            return name;
        }

        @Override
        public String warning() {
            return "";
        }
    }

    /**
     * A run that begins.
     *
     * @param name what to call it where a file would be named
     * @param header of the trace that it would write
     * @throws TraceException if the header does not fit the specification
     * @throws SpecificationException if the specification cannot be loaded with the header's constants
     * @throws IllegalArgumentException if the header claims that a property is violated: where a run will end is not
     *     known
     */
    public RunChecker(String name, TraceHeader header, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        if (header.violates().isPresent()) {
            throw new IllegalArgumentException("a run cannot know that it will violate "
                    + header.violates().get());
        }
        this.run = new Untold(name, header);
        this.steps = ImmutableMap.copyOf(Maps.toMap(header.nodes(), node -> new Steps()));
        this.checker = TraceChecker.of(run, shelf);
        this.verdict = checker.begin();
    }

    /**
     * Judges the next step. After one that is not allowed nothing more is judged.
     *
     * @return whether all is well so far
     * @throws TraceException if its names are not the specification's, or a step of this node is missing
     */
    public boolean judge(TraceEvent event) throws TraceException {
        if (verdict.isEmpty()) {
            count(event);
            verdict = checker.judge(event);
        }
        return verdict.isEmpty();
    }

    private void count(TraceEvent event) throws TraceException {
        Steps ofNode = steps.get(event.node());
        if (ofNode == null) {
            throw new TraceException(run.name, event.line(), "node", event.node() + " is no node of the run");
        } else if (event.seq() != ++ofNode.seen) {
            throw new TraceException(
                    run.name, event.line(), "seq", event.seq() + " of " + event.node() + ", expected " + ofNode.seen);
        }
    }

    /** The verdict on the run, which ends here if it has not ended before. */
    public Verdict end() {
        if (verdict.isEmpty()) {
            verdict = Optional.of(checker.accepted());
        }
        return verdict.get();
    }
}
