package dev.quorate.conformance.trace;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The files of several processes as one run. Two rules order the events, and no clock: the steps of a node follow one
 * another by their numbers, and what is received was sent before. Of the events that can be next, one of the first file
 * is; so the order is the same in every run. Memory grows with the messages, not with the files. Not thread-safe.
 */
public final class MergedTraces implements TraceSource {
    private final List<Part> parts = new ArrayList<>();
    private final TraceHeader header;
    private final Function<TraceEvent, List<Value>> received;
    private final Map<String, Long> taken = new HashMap<>();
    private final Set<Value> sent = new HashSet<>();
    private String file;

    /** A file, and its next event that was not given out yet. */
    private static final class Part {
        private final TraceReader reader;
        private TraceEvent head;

        Part(TraceReader reader) {
            this.reader = reader;
        }

        void advance() throws TraceException {
            head = reader.next().orElse(null);
        }
    }

    /**
     * The events of several readers, which remain the caller's to close.
     *
     * @param received the messages that an event says it received
     * @throws TraceException if the headers do not belong to one run
     */
    public MergedTraces(List<TraceReader> readers, Function<TraceEvent, List<Value>> received) throws TraceException {
        this.header = header(readers);
        this.received = received;
        this.file = readers.get(0).file();
        for (TraceReader reader : readers) {
            reader.isPartOf(header);
            Part part = new Part(reader);
            part.advance();
            parts.add(part);
        }
    }

    /**
     * The header of a run whose processes wrote files of their own. Each may know the initial rows of its own nodes
     * only; in all else they must agree.
     *
     * @throws TraceException if they do not
     */
    public static TraceHeader header(List<TraceReader> readers) throws TraceException {
        TraceHeader first = readers.get(0).header();
        Map<String, ImmutableMap<String, Value>> init = new LinkedHashMap<>();
        for (TraceReader reader : readers) {
            TraceHeader other = reader.header();
            agree(readers.get(0), reader, "specification", first.specification(), other.specification());
            agree(readers.get(0), reader, "constants", first.constants(), other.constants());
            agree(readers.get(0), reader, "network", first.network(), other.network());
            agree(readers.get(0), reader, "unobserved", first.unobserved(), other.unobserved());
            agree(readers.get(0), reader, "silent", first.silent(), other.silent());
            for (Map.Entry<String, ImmutableMap<String, Value>> node :
                    other.init().entrySet()) {
                ImmutableMap<String, Value> known = init.putIfAbsent(node.getKey(), node.getValue());
                if (known != null && !known.equals(node.getValue())) {
                    throw new TraceException(
                            reader.file(), 1, "init." + node.getKey(), "is another one in a file before this one");
                }
            }
        }
        return first.withInit(ImmutableMap.copyOf(init));
    }

    private static void agree(TraceReader first, TraceReader other, String field, Object a, Object b)
            throws TraceException {
        if (!a.equals(b)) {
            throw new TraceException(other.file(), 1, field, "is " + b + ", but in " + first.file() + " it is " + a);
        }
    }

    @Override
    public TraceHeader header() {
        return header;
    }

    @Override
    public String file() {
        return file;
    }

    @Override
    public String name() {
        String first = parts.get(0).reader.file();
        return parts.size() == 1 ? first : first + " and " + (parts.size() - 1) + " more";
    }

    @Override
    public String warning() {
        return parts.stream()
                .map(part -> part.reader.warning())
                .filter(w -> !w.isEmpty())
                .collect(Collectors.joining("; "));
    }

    @Override
    public Optional<TraceEvent> next() throws TraceException {
        List<Part> inTurn = new ArrayList<>();
        for (Part part : parts) {
            if (part.head != null && isInTurn(part)) {
                inTurn.add(part);
            }
        }
        for (Part part : inTurn) {
            if (sent.containsAll(received.apply(part.head))) {
                return Optional.of(take(part));
            }
        }
        if (!inTurn.isEmpty()) {
            return Optional.of(take(inTurn.get(0))); // nobody ever sent what it received: that is for a judge to say
        }
        Part left = Iterables.find(parts, part -> part.head != null, null);
        if (left != null) {
            throw new TraceException(
                    left.reader.file(),
                    left.head.line(),
                    "seq",
                    "step " + expected(left.head) + " of " + left.head.node() + " is in none of the files");
        }
        return Optional.empty();
    }

    private long expected(TraceEvent event) {
        return taken.getOrDefault(event.node(), 0L) + 1;
    }

    private boolean isInTurn(Part part) throws TraceException {
        if (part.head.seq() < expected(part.head)) {
            throw new TraceException(
                    part.reader.file(),
                    part.head.line(),
                    "seq",
                    "step " + part.head.seq() + " of " + part.head.node() + " is in two of the files");
        }
        return part.head.seq() == expected(part.head);
    }

    private TraceEvent take(Part part) throws TraceException {
        TraceEvent event = Objects.requireNonNull(part.head);
        file = part.reader.file();
        taken.put(event.node(), event.seq());
        sent.addAll(event.sent());
        part.advance();
        return event;
    }
}
