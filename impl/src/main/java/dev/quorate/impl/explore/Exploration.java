package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.quorate.conformance.check.StepJudge;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.explore.Way.Kind;
import dev.quorate.impl.raft.Core;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Explores a core and a specification under one bound, and compares them: each step of the core must be one of the
 * specification, and the rows of all servers that are reached together must be the same.
 *
 * <p>States are compared as whole values, rows by what is in them and messages one by one; a hash only helps to find
 * them. So no collision can hide anything.
 *
 * <p>Of two states with the same rows, the one with fewer messages is left out. Nothing is lost by that: a message is
 * never taken back, no step asks that one be absent, and none has to be received. It is the only reduction. In
 * particular servers are not taken for interchangeable, which those of a faulty core may not be.
 *
 * <p>What a step of one server leads to is asked once for each row of that server and each input, whatever the others
 * are. That is no reduction either: the core is not told of the others, and that the specification reads and writes
 * only the rows of one server is found by reading it; if it does not, it is refused.
 */
public final class Exploration {
    private final Bound bound;
    private final TraceHeader header;
    private final CodeSide codeSide;
    private final Cluster code;
    private final Cluster specification;
    private final Search codeSearch;
    private final Search specificationSearch;

    /**
     * Explores nothing yet.
     *
     * @param specification as it was loaded for {@link Bound#header}, or one with the same constants
     * @throws SpecificationException if it has no such beginning, or its servers cannot be looked at one by one
     */
    public Exploration(Bound bound, Core core, Specification specification) throws SpecificationException {
        this.bound = bound;
        this.header = bound.header();
        int servers = bound.logs().size();
        State initial = specification.initialState(header.init());
        Interned<Value> messages = new Interned<>();
        SpecificationSide specificationSide = new SpecificationSide(bound, specification, initial, messages);
        this.codeSide = new CodeSide(bound, core, new StepJudge(specification, header), initial, messages);
        this.code = new Cluster(codeSide, servers);
        this.specification = new Cluster(specificationSide, servers);
        this.codeSearch = new Search(code);
        this.specificationSearch = new Search(this.specification);
    }

    /**
     * Explores all, or as much as the watch lets it.
     *
     * @throws SpecificationException where TLC would stop with an error
     */
    public Explored run(Watch watch) throws SpecificationException {
        if (!codeSearch.run(watch) || !specificationSearch.run(watch)) {
            return explored(false, 0, 0, Optional.empty());
        }
        Set<ImmutableList<Fields>> ofCode = seen(code, codeSearch);
        Set<ImmutableList<Fields>> ofSpecification = seen(specification, specificationSearch);
        return explored(
                true,
                Sets.difference(ofCode, ofSpecification).size(),
                Sets.difference(ofSpecification, ofCode).size(),
                way(ofCode, ofSpecification, watch));
    }

    private static Set<ImmutableList<Fields>> seen(Cluster cluster, Search search) {
        return search.rows().stream().map(cluster::seen).collect(ImmutableSet.toImmutableSet());
    }

    /** The shortest way to a difference, to a wrong step first of all. */
    private Optional<Way> way(
            Set<ImmutableList<Fields>> ofCode, Set<ImmutableList<Fields>> ofSpecification, Watch watch)
            throws SpecificationException {
        if (codeSide.wrong() > 0) {
            return new ShortestWay(code, watch)
                    .toStep(move -> move.fate() == Move.Fate.WRONG)
                    .map(end -> Way.to(Kind.WRONG_STEP, end, header));
        } else if (!ofSpecification.containsAll(ofCode)) {
            return toOther(code, ofSpecification, Kind.ONLY_CODE, watch);
        } else if (!ofCode.containsAll(ofSpecification)) {
            return toOther(specification, ofCode, Kind.ONLY_SPECIFICATION, watch);
        }
        return Optional.empty();
    }

    private Optional<Way> toOther(Cluster cluster, Set<ImmutableList<Fields>> known, Kind kind, Watch watch)
            throws SpecificationException {
        Predicate<Long> unknown = rows -> !known.contains(cluster.seen(rows));
        return new ShortestWay(cluster, watch).toRows(unknown).map(end -> Way.to(kind, end, header));
    }

    private Explored explored(boolean complete, long onlyCode, long onlySpecification, Optional<Way> way) {
        return new Explored(
                bound,
                complete,
                counts(codeSearch),
                codeSide.judged(),
                codeSide.wrong(),
                counts(specificationSearch),
                onlyCode,
                onlySpecification,
                way);
    }

    private static Explored.Counts counts(Search search) {
        return new Explored.Counts(
                search.states(), search.transitions(), search.rows().size());
    }
}
