package dev.quorate.impl.server;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.Shape;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import java.util.HashMap;
import java.util.Map;

/**
 * Makes the lines of a trace: the input names action and parameters, the state after the step is claimed whole. A
 * server says and hears the same again and again, heartbeats above all; so the values of some messages, and of the
 * last row, are kept, and whoever compares them next finds the same objects. Not thread-safe.
 */
public final class TraceLines {
    private static final Shape OF_TIMER = RaftForm.shape("i");
    private static final Shape OF_RECEIPT = RaftForm.shape("i", "m");
    private static final int MOST_KEPT = 256;

    private final Map<Message, Value> messages = new HashMap<>();
    private ServerState rowOf;
    private Fields row = Fields.NONE;

    /**
     * The line of a step.
     *
     * @param seq which step of its server
     * @param micros on some clock
     * @param after the state after the step
     */
    public TraceEvent event(long seq, long micros, Input input, ServerState after, ImmutableList<Message> sent) {
        Value id = Value.of(after.id());
        Fields params = input instanceof Input.Received received
                ? Fields.of(OF_RECEIPT, id, value(received.message()))
                : Fields.of(OF_TIMER, id);
        return new TraceEvent(0, seq, after.id(), micros, input.action(), params, row(after), values(sent));
    }

    @SuppressWarnings("ReferenceEquality") // only to spare what was made before
    private Fields row(ServerState state) {
        if (state != rowOf) {
            Fields made = RaftForm.row(state);
            row = made.equals(row) ? row : made;
            rowOf = state;
        }
        return row;
    }

    private ImmutableList<Value> values(ImmutableList<Message> sent) {
        ImmutableList.Builder<Value> values = ImmutableList.builderWithExpectedSize(sent.size());
        for (Message message : sent) {
            values.add(value(message));
        }
        return values.build();
    }

    private Value value(Message message) {
        Value value = messages.get(message);
        if (value == null) {
            if (messages.size() == MOST_KEPT) {
                messages.clear();
            }
            value = RaftForm.of(message);
            messages.put(message, value);
        }
        return value;
    }
}
