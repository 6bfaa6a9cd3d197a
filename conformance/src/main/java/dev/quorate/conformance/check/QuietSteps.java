package dev.quorate.conformance.check;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The steps of each node that were allowed and changed nothing: neither its rows nor, as every message had been sent
 * before, the network. Taken again while the rows are what they were, such a step is allowed again, and changes nothing
 * again, so it need not be evaluated again. Most steps of a long run are such.
 *
 * <p>That is so where an action depends on nothing but its parameters and the rows of its node, and where messages are
 * only ever added. Both are known from the specification's text; where they are not, nothing is remembered.
 */
final class QuietSteps {
    /** A node does the same few things again and again; one that does not shall not fill the memory. */
    private static final int MOST_OF_A_NODE = 64;

    private final boolean possible;
    private final Map<String, OfNode> nodes = new HashMap<>();

    /** What a node did since its rows last changed; they are what it claimed with each of these steps. */
    private static final class OfNode {
        private Fields rows = Fields.NONE;
        private final Set<Step> steps = new HashSet<>();
    }

    /** A step, but for its rows. */
    private record Step(String action, Value.Rec params, ImmutableList<Value> sent) {
        static Step of(TraceEvent event) {
            return new Step(event.action(), new Value.Rec(event.params()), event.sent());
        }
    }

    QuietSteps(Specification specification) {
        this.possible = specification.networkReader().isEmpty()
                && specification.otherRows().isEmpty();
    }

    /** Whether this step was allowed before, changed nothing, and would again. */
    boolean has(TraceEvent event) {
        OfNode node = nodes.get(event.node());
        return node != null && node.rows.equals(event.state()) && node.steps.contains(Step.of(event));
    }

    /** Remembers a step that was allowed and changed nothing. */
    void add(TraceEvent event) {
        if (!possible) {
            return;
        }
        OfNode node = nodes.computeIfAbsent(event.node(), name -> new OfNode());
        if (!node.rows.equals(event.state()) || node.steps.size() >= MOST_OF_A_NODE) {
            node.steps.clear();
            node.rows = event.state();
        }
        node.steps.add(Step.of(event));
    }

    /** The rows of a node have changed. */
    void forget(String node) {
        nodes.remove(node);
    }
}
