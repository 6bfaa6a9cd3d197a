package dev.quorate.impl.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.LogPosition;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What the trace of a Raft run begins with; {@link TraceLines} makes the rest. */
public final class RaftTrace {
    /** The module that traces claim to follow. */
    public static final String SPECIFICATION = "RaftElection";

    private RaftTrace() {}

    /** The names in a trace of so many servers: the first is n1. */
    public static ImmutableList<String> ids(int servers) {
        return IntStream.rangeClosed(1, servers).mapToObj(n -> "n" + n).collect(ImmutableList.toImmutableList());
    }

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
}
