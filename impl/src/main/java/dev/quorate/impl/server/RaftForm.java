package dev.quorate.impl.server;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.ServerState;
import java.util.Collection;
import java.util.Optional;

/**
 * How the core's values look outside it: in a trace, on the wire and in storage. Names are those of the variables
 * and messages of {@code RaftElection.tla}; no rule is here.
 */
public final class RaftForm {
    /** The specification's {@code Nil}. */
    static final String NIL = "none";

    private RaftForm() {}

    /** The rows of a server. */
    public static ImmutableMap<String, Value> row(ServerState s) {
        return ImmutableMap.of(
                "currentTerm", Value.of(s.currentTerm()),
                "votedFor", Value.of(s.votedFor().orElse(NIL)),
                "role", Value.of(s.role().title()),
                "votesGranted", names(s.votesGranted()),
                "lastLog", position(s.lastLog()));
    }

    static Value names(Collection<String> servers) {
        return Value.set(servers.stream().map(Value::of).collect(ImmutableList.toImmutableList()));
    }

    static Value position(LogPosition log) {
        return Value.record(ImmutableMap.of("term", Value.of(log.term()), "index", Value.of(log.index())));
    }

    public static Value of(Message m) {
        ImmutableMap.Builder<String, Value> fields = ImmutableMap.<String, Value>builder()
                .put("type", Value.of(m.getClass().getSimpleName()))
                .put("term", Value.of(m.term()))
                .put("from", Value.of(m.from()))
                .put("to", Value.of(m.to()));
        if (m instanceof RequestVoteRequest r) {
            fields.put("lastLogTerm", Value.of(r.lastLog().term()));
            fields.put("lastLogIndex", Value.of(r.lastLog().index()));
        } else if (m instanceof RequestVoteResponse r) {
            fields.put("granted", Value.of(r.granted()));
        } else if (m instanceof AppendEntriesResponse r) {
            fields.put("success", Value.of(r.success()));
        }
        return Value.record(fields.buildOrThrow());
    }

    /**
     * The message behind {@link #of(Message)}.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static Message message(Value value) {
        long term = number(value, "term");
        String from = text(value, "from");
        String to = text(value, "to");
        String type = text(value, "type");
        return switch (type) {
            case "RequestVoteRequest" ->
                new RequestVoteRequest(
                        term, from, to, new LogPosition(number(value, "lastLogTerm"), number(value, "lastLogIndex")));
            case "RequestVoteResponse" -> new RequestVoteResponse(term, from, to, truth(value, "granted"));
            case "AppendEntriesRequest" -> new AppendEntriesRequest(term, from, to);
            case "AppendEntriesResponse" -> new AppendEntriesResponse(term, from, to, truth(value, "success"));
            default -> throw new IllegalArgumentException("no message has the type " + type);
        };
    }

    static Value of(DurableState s) {
        return Value.record(ImmutableMap.of(
                "currentTerm", Value.of(s.currentTerm()),
                "votedFor", Value.of(s.votedFor().orElse(NIL))));
    }

    static DurableState durable(Value value) {
        String vote = text(value, "votedFor");
        return new DurableState(number(value, "currentTerm"), vote.equals(NIL) ? Optional.empty() : Optional.of(vote));
    }

    private static Value field(Value value, String name) {
        if (value instanceof Value.Rec rec && rec.fields().get(name) != null) {
            return rec.fields().get(name);
        }
        throw new IllegalArgumentException("no field " + name + " in " + value);
    }

    private static long number(Value value, String name) {
        if (field(value, name) instanceof Value.Int number) {
            return number.value();
        }
        throw new IllegalArgumentException(name + " is not a number in " + value);
    }

    private static String text(Value value, String name) {
        if (field(value, name) instanceof Value.Str string) {
            return string.value();
        }
        throw new IllegalArgumentException(name + " is not a string in " + value);
    }

    private static boolean truth(Value value, String name) {
        if (field(value, name) instanceof Value.Bool bool) {
            return bool.value();
        }
        throw new IllegalArgumentException(name + " is not a boolean in " + value);
    }
}
