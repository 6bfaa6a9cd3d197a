package dev.quorate.impl.conformance;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** A simulated run as header and events, to be told in other ways. */
record Recorded(TraceHeader header, ImmutableList<TraceEvent> events) {
    static Recorded of(Core core, long seed, int servers, int seconds) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Simulation.run(SimulationPlan.drawn(seed, servers, seconds), core, "", bytes);
        try (TraceReader reader = new TraceReader("trace", new ByteArrayInputStream(bytes.toByteArray()))) {
            ImmutableList.Builder<TraceEvent> events = ImmutableList.builder();
            for (Optional<TraceEvent> event = reader.next(); event.isPresent(); event = reader.next()) {
                events.add(event.get());
            }
            return new Recorded(reader.header(), events.build());
        }
    }

    Recorded first(int count) {
        return new Recorded(header, events.subList(0, Math.min(count, events.size())));
    }

    /** The same run, without what the header says to leave out. */
    Recorded leavingOut(ImmutableSet<String> unobserved) {
        ImmutableList.Builder<TraceEvent> poorer = ImmutableList.builder();
        for (TraceEvent e : events) {
            poorer.add(new TraceEvent(
                    e.line(),
                    e.seq(),
                    e.node(),
                    e.time(),
                    e.action(),
                    without(e.params(), name -> unobserved.contains(e.action() + "." + name)),
                    without(e.state(), unobserved::contains),
                    e.sent()));
        }
        return new Recorded(under(unobserved, header.silent()), poorer.build());
    }

    private static ImmutableMap<String, Value> without(Map<String, Value> fields, Predicate<String> left) {
        return ImmutableMap.copyOf(Maps.filterKeys(fields, name -> !left.test(name)));
    }

    /** The same run without the lines of an action, of which so many may be missing between two lines. */
    Recorded silent(String action, int most) {
        Map<String, Long> steps = new HashMap<>();
        ImmutableList.Builder<TraceEvent> fewer = ImmutableList.builder();
        for (TraceEvent e : events) {
            if (!e.action().equals(action)) {
                fewer.add(numbered(e, steps.merge(e.node(), 1L, Long::sum)));
            }
        }
        return new Recorded(under(header.unobserved(), ImmutableMap.of(action, most)), fewer.build());
    }

    private TraceHeader under(ImmutableSet<String> unobserved, ImmutableMap<String, Integer> silent) {
        return new TraceHeader(
                header.specification(),
                header.sha256(),
                header.constants(),
                header.init(),
                header.network(),
                unobserved,
                silent,
                header.violates(),
                header.extras());
    }

    private static TraceEvent numbered(TraceEvent e, long seq) {
        return new TraceEvent(e.line(), seq, e.node(), e.time(), e.action(), e.params(), e.state(), e.sent());
    }

    /** The same events in an order that chance decides: each node's in their own, and a receipt after its sending. */
    Recorded shuffled(Random random) {
        Map<String, List<TraceEvent>> left = new HashMap<>();
        events.forEach(
                e -> left.computeIfAbsent(e.node(), n -> new ArrayList<>()).add(e));
        Set<Value> sent = new HashSet<>();
        ImmutableList.Builder<TraceEvent> order = ImmutableList.builder();
        for (int n = 0; n < events.size(); n++) {
            List<String> ready = left.keySet().stream()
                    .filter(node ->
                            !left.get(node).isEmpty() && isReady(left.get(node).get(0), sent))
                    .sorted()
                    .toList();
            TraceEvent next = left.get(ready.get(random.nextInt(ready.size()))).remove(0);
            sent.addAll(next.sent());
            order.add(next);
        }
        return new Recorded(header, order.build());
    }

    private static boolean isReady(TraceEvent event, Set<Value> sent) {
        return !event.params().containsKey("m") || sent.contains(event.params().get("m"));
    }

    /** What a process of one server would have written. */
    Recorded of(String node) {
        return new Recorded(
                header, events.stream().filter(e -> e.node().equals(node)).collect(ImmutableList.toImmutableList()));
    }

    /** With another event in the place of one. */
    Recorded with(int n, TraceEvent other) {
        List<TraceEvent> changed = new ArrayList<>(events);
        changed.set(n, other);
        return new Recorded(header, ImmutableList.copyOf(changed));
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TraceWriter writer = new TraceWriter(bytes, header)) {
            events.forEach(writer::write);
        }
        return bytes.toByteArray();
    }

    Verdict judge() throws Exception {
        return Judged.judge(bytes(), SHELF);
    }
}
