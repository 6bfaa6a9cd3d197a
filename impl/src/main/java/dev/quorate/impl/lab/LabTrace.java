package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.server.Server.Interrupted;
import dev.quorate.impl.server.TraceTally;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The trace of one lab, written by all its servers, what can be counted in it, and who led. Thread-safe: a server writes the
 * line of a step before the step's messages leave, so here every receipt comes after its sending.
 *
 * <p>Output that fails throws {@link UncheckedIOException}.
 */
public final class LabTrace implements Consumer<TraceEvent>, AutoCloseable {
    private final TraceWriter writer;
    private final Optional<LeadershipHistory> leadership;
    private final TraceTally tally = new TraceTally();
    private final Map<String, Long> lastSeq = new HashMap<>();
    private final Map<String, Interrupted> open = new HashMap<>();
    private final Map<String, TraceEvent> unsaved = new HashMap<>();
    private long delivered;

    private LabTrace(OutputStream stream, TraceHeader header, Optional<LeadershipHistory> leadership) {
        writer = new TraceWriter(stream, header);
        this.leadership = leadership;
    }

    /**
     * The trace of a lab in which every log is empty, with its header.
     *
     * @param stream takes the trace; is closed with it
     * @param specificationSha256 of the specification's text
     * @param seed whatever 64 bits: what does not fit the integers of a trace is written as a string
     */
    public static LabTrace of(OutputStream stream, int servers, String specificationSha256, long seed) {
        ImmutableMap<String, Value> extras = ImmutableMap.of("seed", RaftTrace.number(seed));
        ImmutableList<String> ids = RaftTrace.ids(servers);
        return new LabTrace(stream, header(ids, specificationSha256, extras), Optional.of(new LeadershipHistory(ids)));
    }

    /** A trace that nobody reads: however long the servers run, it does not grow. */
    public static LabTrace unread(int servers) {
        return new LabTrace(
                OutputStream.nullOutputStream(),
                header(RaftTrace.ids(servers), "", ImmutableMap.of()),
                Optional.empty());
    }

    /** The header of a trace in which every log is empty. */
    static TraceHeader header(
            ImmutableList<String> ids, String specificationSha256, ImmutableMap<String, Value> extras) {
        ImmutableMap<String, LogPosition> logs = Maps.toMap(ids, id -> LogPosition.EMPTY);
        return RaftTrace.header(specificationSha256, logs, extras);
    }

    @Override
    public synchronized void accept(TraceEvent event) {
        writer.write(event);
        tally.add(event);
        leadership.ifPresent(l -> l.add(event));
        lastSeq.put(event.node(), event.seq());
    }

    /** Counts a message that is about to be given to a server that runs: a line must follow. */
    synchronized void delivered() {
        delivered++;
    }

    /** Keeps a step whose write failed for the server's next start, which settles whether it happened. */
    synchronized void interrupted(String server, Interrupted step) {
        open.put(server, step);
        if (step.input() instanceof Input.Received) {
            delivered--; // as long as it is open, it need have no line
        }
    }

    /** The step at which a server stopped as its write failed, if it did so last. */
    synchronized Optional<Interrupted> interrupted(String server) {
        return Optional.ofNullable(open.get(server));
    }

    /**
     * Forgets the step that was open, as its server has started.
     *
     * @param happened whether the server wrote its line
     */
    synchronized void settled(String server, boolean happened) {
        Interrupted step = open.remove(server);
        if (happened && step.input() instanceof Input.Received) {
            delivered++;
        }
    }

    /** Keeps the line of a step whose record may not be durable; its server has stopped. */
    synchronized void unsaved(TraceEvent step) {
        unsaved.put(step.node(), step);
    }

    /** The line that was kept for this server. */
    synchronized Optional<TraceEvent> takeUnsaved(String server) {
        return Optional.ofNullable(unsaved.remove(server));
    }

    /** How many steps of this server the trace holds. */
    public synchronized long lastSeq(String server) {
        return lastSeq.getOrDefault(server, 0L);
    }

    /** How many steps the trace holds. */
    public synchronized long lines() {
        return tally.lines();
    }

    /** How many steps made their server a leader. */
    public synchronized int elections() {
        return tally.elections();
    }

    /**
     * Who led, by what the servers have told up to now. What they tell later does not count.
     *
     * @throws java.util.NoSuchElementException if this is {@link #unread}
     */
    public synchronized History leadership() {
        return leadership.orElseThrow().history();
    }

    /**
     * How many messages were delivered and have no line; negative if there are lines of messages nobody delivered.
     * While servers run, a message may be on its way between the two.
     */
    public synchronized long missingLines() {
        return delivered - tally.receipts();
    }

    @Override
    public synchronized void close() {
        writer.close();
    }
}
