package dev.quorate.conformance.check;

import com.google.common.collect.EvictingQueue;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceSource;
import dev.quorate.conformance.trace.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** What an explanation may have to tell of the events before: who sent a message first, and the last steps of a node. */
final class Seen {
    private static final int RECENT = 3;

    private final TraceSource trace;
    private final Map<Value, Sending> sentBy = new HashMap<>();
    private final Map<String, EvictingQueue<TraceEvent>> recent = new LinkedHashMap<>();

    Seen(TraceSource trace, TraceHeader header) {
        this.trace = trace;
        header.nodes().forEach(node -> recent.put(node, EvictingQueue.create(RECENT)));
    }

    /** @param news the messages that nobody had sent before */
    void add(TraceEvent event, ImmutableList<Value> news) {
        if (!news.isEmpty()) {
            Sending sending = new Sending(trace.file(), event.line(), event.seq(), event.node());
            news.forEach(message -> sentBy.putIfAbsent(message, sending));
        }
        recent.get(event.node()).add(event);
    }

    Map<Value, Sending> sentBy() {
        return sentBy;
    }

    /** The last steps of a node, oldest first. */
    ImmutableList<TraceEvent> recent(String node) {
        return ImmutableList.copyOf(recent.get(node));
    }
}
