package dev.quorate.conformance.view;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A few steps of a run: those that end with the one that the verdict is about, or the first ones if there is none. Steps
 * that have to do with hidden messages only, and change nothing, are left out.
 */
final class Excerpt {
    private final ViewedRun run;
    private final ViewDescription view;
    private final int most;
    private final Deque<Step> steps = new ArrayDeque<>();
    private final List<String> takenBy = new ArrayList<>();
    private final Map<Value, Set<Integer>> arrivedFrom = new HashMap<>();
    private int worthSeeing;

    /**
     * A step that is part of it.
     *
     * @param number counts all steps of the run, from zero
     * @param changes what it changed of its node's row
     * @param senders for each message that it received, who sent it; nobody if it was never sent
     */
    record Step(
            int number,
            TraceEvent event,
            ImmutableMap<String, Value> changes,
            ImmutableList<Optional<String>> senders) {}

    private Excerpt(ViewedRun run, ViewDescription view, int most) {
        this.run = run;
        this.view = view;
        this.most = most;
    }

    /**
     * An excerpt.
     *
     * @param most steps that it has
     */
    static Excerpt of(ViewedRun run, ViewDescription view, int most)
            throws IOException, TraceException, SpecificationException {
        Excerpt excerpt = new Excerpt(run, view, most);
        excerpt.read();
        return excerpt;
    }

    private void read() throws IOException, TraceException, SpecificationException {
        Rows rows = Rows.of(run);
        run.visit((number, file, event, sources) -> {
            takenBy.add(event.node());
            arrive(run.specification().received(event), sources);
            ImmutableMap<String, Value> changes = rows.take(event);
            if (!isAfterBlamed(number) && isWorthSeeing(number, event, changes)) {
                worthSeeing++;
                keep(new Step(number, event, changes, senders(sources)));
            }
        });
    }

    private void arrive(ImmutableList<Value> messages, ImmutableList<Integer> sources) {
        for (int n = 0; n < messages.size(); n++) {
            arrivedFrom
                    .computeIfAbsent(messages.get(n), message -> new HashSet<>())
                    .add(sources.get(n));
        }
    }

    private boolean isAfterBlamed(int number) {
        return run.blamed().filter(blamed -> number > blamed).isPresent();
    }

    private boolean isWorthSeeing(int number, TraceEvent event, ImmutableMap<String, Value> changes) {
        Iterable<Value> messages = Iterables.concat(run.specification().received(event), event.sent());
        return !changes.isEmpty()
                || run.blamed().equals(Optional.of(number))
                || Iterables.isEmpty(messages)
                || !Iterables.all(messages, view::isHidden);
    }

    private ImmutableList<Optional<String>> senders(ImmutableList<Integer> sources) {
        return sources.stream()
                .map(source ->
                        source == ViewedRun.NOWHERE ? Optional.<String>empty() : Optional.of(takenBy.get(source)))
                .collect(ImmutableList.toImmutableList());
    }

    private void keep(Step step) {
        if (steps.size() < most) {
            steps.add(step);
        } else if (run.blamed().isPresent()) {
            steps.removeFirst();
            steps.add(step);
        }
    }

    ImmutableList<Step> steps() {
        return ImmutableList.copyOf(steps);
    }

    /** How many steps the whole run has. */
    int ofSteps() {
        return takenBy.size();
    }

    /** Whether there was no room for steps that belong to it. */
    boolean isCut() {
        return worthSeeing > steps.size();
    }

    /** Whether a message that a step sent was ever received. */
    boolean arrived(Value message, Step from) {
        return arrivedFrom.getOrDefault(message, Set.of()).contains(from.number());
    }
}
