package dev.quorate.impl.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import java.util.Map;
import java.util.Optional;

/** What a Raft run writes into its trace: the header, and a line for a step. */
public final class RaftTrace {
    /** The module that traces claim to follow. */
    public static final String SPECIFICATION = "RaftElection";

    private static final Shape OF_TIMER = RaftForm.shape("i");
    private static final Shape OF_RECEIPT = RaftForm.shape("i", "m");

    private RaftTrace() {}

    /**
     * The header of a trace.
     *
     * @param sha256 of the specification's text
     * @param logs every server, with the end of its initial log
     * @param extras seed and fault plan, if there are any
     */
    public static TraceHeader header(String sha256, Map<String, LogPosition> logs, ImmutableMap<String, Value> extras) {
        ImmutableMap.Builder<String, ImmutableMap<String, Value>> init = ImmutableMap.builder();
        logs.forEach((server, log) -> init.put(server, ImmutableMap.of("lastLog", RaftForm.position(log))));
        return new TraceHeader(
                SPECIFICATION,
                sha256,
                ImmutableMap.of("Server", RaftForm.names(logs.keySet()), "Nil", Value.of(RaftForm.NIL)),
                init.buildOrThrow(),
                "messages",
                Optional.empty(),
                extras);
    }

    /** A number for the extras: an integer, or a string where the 32 bits of the TLA+ tools do not hold it. */
    public static Value number(long number) {
        return Ints.saturatedCast(number) == number ? Value.of(number) : Value.of(Long.toString(number));
    }

    /** The line of a step: the input names action and parameters, the state after it is claimed whole. */
    public static TraceEvent event(long seq, long micros, Input input, ServerState after, ImmutableList<Message> sent) {
        Value id = Value.of(after.id());
        Fields params = input instanceof Input.Received received
                ? Fields.of(OF_RECEIPT, id, RaftForm.of(received.message()))
                : Fields.of(OF_TIMER, id);
        return new TraceEvent(
                0, seq, after.id(), micros, input.action(), params, RaftForm.row(after), RaftForm.of(sent));
    }
}
