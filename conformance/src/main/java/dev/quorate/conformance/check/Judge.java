package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import java.util.Optional;

/** Judges the steps of one trace, one after the other. */
interface Judge {
    /**
     * Whether the specification allows a step after those before it.
     *
     * @return why not; then there is no next step to judge
     * @throws SpecificationException if it cannot be decided
     */
    Optional<Divergence> judge(TraceEvent event) throws TraceException, SpecificationException;

    /** What has to be supposed for the steps judged so far to be allowed, a line each. */
    ImmutableList<String> suppositions();
}
