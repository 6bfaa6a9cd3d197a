package dev.quorate.conformance.check;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.Divergence.Difference;
import dev.quorate.conformance.check.StepComparison.Destination;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what explains why an event is not allowed. Evaluates much more than judging does, but only once. */
record Explanation(StepComparison comparison, TraceEvent event, ActionShape action, State before, Seen seen) {
    private static final int MOST_OTHERS = 3;

    private Specification specification() {
        return comparison.specification();
    }

    Divergence otherNode() {
        String problem = "the line says that " + event.node() + " took the step, but it is a step of "
                + event.params().get(action.actor().orElseThrow());
        return divergence(problem, ImmutableList.of(), ImmutableList.of(), ImmutableList.of(), others());
    }

    Divergence neverSent(String parameter) throws SpecificationException {
        Value message = event.params().get(parameter);
        ImmutableList<Clause> guards = specification().falseGuards(before, event.action(), event.params()).stream()
                .map(guard -> new Clause(
                        guard.source(), nearest(message).map(ImmutableList::of).orElse(ImmutableList.of())))
                .limit(1)
                .collect(toImmutableList());
        return divergence(
                "the message that was received was never sent",
                guards,
                ImmutableList.of(),
                ImmutableList.of(),
                others());
    }

    /** The message ever sent that is most like one that was not. */
    private Optional<Binding> nearest(Value message) {
        return seen.sentBy().entrySet().stream()
                .filter(sent -> alike(sent.getKey(), message) > 0)
                .max(Comparator.<Map.Entry<Value, Sending>>comparingInt(sent -> alike(sent.getKey(), message))
                        .thenComparingLong(sent -> sent.getValue().line()))
                .map(sent -> new Binding(
                        "most like it, sent at line " + sent.getValue().line(),
                        sent.getKey().toString()));
    }

    private static int alike(Value a, Value b) {
        if (!(a instanceof Value.Rec x) || !(b instanceof Value.Rec y)) {
            return 0;
        }
        return (int) x.fields().entrySet().stream()
                .filter(f -> f.getValue().equals(y.fields().get(f.getKey())))
                .count();
    }

    Divergence notEnabled() throws SpecificationException {
        return divergence(
                "the action cannot happen in this state",
                specification().falseGuards(before, event.action(), event.params()),
                ImmutableList.of(),
                ImmutableList.of(),
                others());
    }

    /** The line leaves out a parameter, and there is no value that it could have. */
    Divergence noChoice() {
        return divergence(
                "there is nothing that the parameters which are not told could be",
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                others());
    }

    Divergence different(ImmutableList<Destination> destinations) throws SpecificationException {
        ImmutableList<Difference> fewest = destinations.stream()
                .map(Destination::differences)
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
        ImmutableList.Builder<Difference> explained = ImmutableList.builder();
        for (Difference d : fewest) {
            String variable = d.what().equals(StepComparison.SENT)
                    ? comparison.header().network()
                    : d.what().replaceAll("\\[.*", "");
            explained.add(new Difference(
                    d.what(),
                    d.allowed(),
                    d.observed(),
                    d.before(),
                    specification().assignment(before, event.action(), event.params(), variable)));
        }
        return divergence(
                problem(destinations.size(), fewest),
                ImmutableList.of(),
                explained.build(),
                ImmutableList.of(),
                others());
    }

    private static String problem(int destinations, ImmutableList<Difference> fewest) {
        if (destinations > 1) {
            return "the action leads to " + destinations + " states, none of them this; the nearest is shown";
        }
        return fewest.stream().allMatch(d -> d.what().equals(StepComparison.SENT))
                ? "the action sends other messages"
                : "the action leads to another state";
    }

    Divergence violates(ImmutableList<Violation> violations) {
        return divergence(
                "the step breaks " + violations.get(0).property(),
                ImmutableList.of(),
                ImmutableList.of(),
                violations,
                ImmutableList.of());
    }

    private Divergence divergence(
            String problem,
            ImmutableList<Clause> guards,
            ImmutableList<Difference> differences,
            ImmutableList<Violation> violations,
            ImmutableList<String> others) {
        Optional<Sending> origin = action.received().stream()
                .map(received -> seen.sentBy().get(event.params().get(received)))
                .filter(sender -> sender != null)
                .findFirst();
        return new Divergence(
                event, action, problem, guards, differences, violations, others, seen.recent(event.node()), origin);
    }

    /** The steps of the same node, with other arguments or of other actions, that lead to just what was seen. */
    private ImmutableList<String> others() {
        ImmutableList.Builder<String> found = ImmutableList.builder();
        int count = 0;
        for (ActionShape other : specification().actions().values().stream()
                .sorted(Comparator.comparing(a -> !a.name().equals(event.action())))
                .toList()) {
            for (ImmutableMap<String, Value> arguments : instances(other)) {
                if (count < MOST_OTHERS && isStepOfNode(other, arguments) && explains(other, arguments)) {
                    found.add(retold(other, arguments).call());
                    count++;
                }
            }
        }
        return found.build();
    }

    /** Every choice of arguments, or none if there is no end of them. */
    private ImmutableList<ImmutableMap<String, Value>> instances(ActionShape other) {
        try {
            return ImmutableList.sortedCopyOf(
                    Comparator.comparingLong((ImmutableMap<String, Value> arguments) -> sentAt(other, arguments))
                            .reversed(),
                    comparison.instances(before, other.name()));
        } catch (SpecificationException e) {
            return ImmutableList.of();
        }
    }

    /** The line that sent what these arguments receive: the newer, the likelier it is what was meant. */
    private long sentAt(ActionShape other, ImmutableMap<String, Value> arguments) {
        return other.received().stream()
                .map(received -> seen.sentBy().get(arguments.get(received)))
                .filter(sender -> sender != null)
                .mapToLong(Sending::line)
                .max()
                .orElse(0);
    }

    private boolean isStepOfNode(ActionShape other, ImmutableMap<String, Value> arguments) {
        return other.actor().isEmpty() || arguments.get(other.actor().get()).equals(Value.of(event.node()));
    }

    private TraceEvent retold(ActionShape other, ImmutableMap<String, Value> arguments) {
        return event.instead(other.name(), arguments);
    }

    private boolean explains(ActionShape other, ImmutableMap<String, Value> arguments) {
        TraceEvent retold = retold(other, arguments);
        try {
            return comparison.destinations(before, retold).stream()
                    .anyMatch(c -> c.differences().isEmpty());
        } catch (SpecificationException e) {
            return false; // what cannot be evaluated explains nothing
        }
    }
}
