package dev.quorate.impl.server;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Shape;
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

    private static final Shape ROW = shape("currentTerm", "votedFor", "role", "votesGranted", "lastLog");
    private static final Shape POSITION = shape("term", "index");
    private static final Shape DURABLE = shape("currentTerm", "votedFor");
    private static final Shape VOTE_REQUEST = shape("type", "term", "from", "to", "lastLogTerm", "lastLogIndex");
    private static final Shape VOTE_RESPONSE = shape("type", "term", "from", "to", "granted");
    private static final Shape APPEND_REQUEST = shape("type", "term", "from", "to");
    private static final Shape APPEND_RESPONSE = shape("type", "term", "from", "to", "success");
    private static final Value NOBODY = Value.set(ImmutableList.of());

    private RaftForm() {}

    static Shape shape(String... names) {
        Shape shape = Shape.EMPTY;
        for (String name : names) {
            shape = shape.and(name);
        }
        return shape;
    }

    /** The rows of a server. */
    public static Fields row(ServerState s) {
        return Fields.of(
                ROW,
                Value.of(s.currentTerm()),
                Value.of(s.votedFor().orElse(NIL)),
                Value.of(s.role().title()),
                names(s.votesGranted()),
                position(s.lastLog()));
    }

    static Value names(Collection<String> servers) {
        if (servers.isEmpty()) {
            return NOBODY;
        }
        ImmutableList.Builder<Value> names = ImmutableList.builderWithExpectedSize(servers.size());
        servers.forEach(server -> names.add(Value.of(server)));
        return Value.set(names.build());
    }

    static Value position(LogPosition log) {
        return record(POSITION, Value.of(log.term()), Value.of(log.index()));
    }

    private static Value record(Shape shape, Value... values) {
        return new Value.Rec(Fields.of(shape, values));
    }

    public static Value of(Message m) {
        Value type = Value.of(m.type());
        Value term = Value.of(m.term());
        Value from = Value.of(m.from());
        Value to = Value.of(m.to());
        if (m instanceof RequestVoteRequest r) {
            Value lastTerm = Value.of(r.lastLog().term());
            return record(
                    VOTE_REQUEST,
                    type,
                    term,
                    from,
                    to,
                    lastTerm,
                    Value.of(r.lastLog().index()));
        } else if (m instanceof RequestVoteResponse r) {
            return record(VOTE_RESPONSE, type, term, from, to, Value.of(r.granted()));
        } else if (m instanceof AppendEntriesResponse r) {
            return record(APPEND_RESPONSE, type, term, from, to, Value.of(r.success()));
        }
        return record(APPEND_REQUEST, type, term, from, to);
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
        return record(DURABLE, Value.of(s.currentTerm()), Value.of(s.votedFor().orElse(NIL)));
    }

    static DurableState durable(Value value) {
        String vote = text(value, "votedFor");
        return new DurableState(number(value, "currentTerm"), vote.equals(NIL) ? Optional.empty() : Optional.of(vote));
    }

    private static Value field(Value value, String name) {
        Value found = value instanceof Value.Rec rec ? rec.fields().get(name) : null;
        if (found != null) {
            return found;
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
