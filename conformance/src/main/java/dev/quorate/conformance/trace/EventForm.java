package dev.quorate.conformance.trace;

import com.fasterxml.jackson.core.JsonParser;
import com.google.common.collect.ImmutableList;
import java.io.IOException;

/** The line of an event, read by one object again and again. */
final class EventForm implements JsonLine.Form<TraceEvent> {
    private final ValueReader values;
    private TraceHeader header;

    private long line;
    private boolean hasSeq;
    private long seq;
    private String node;
    private long time;
    private String action;
    private Fields params;
    private Fields state;
    private ImmutableList<Value> sent;

    EventForm(ValueReader values) {
        this.values = values;
    }

    /** Reads the events under a header. */
    void under(TraceHeader first) {
        header = first;
    }

    /** Reads what stands in this line. */
    EventForm at(long number) {
        line = number;
        return this;
    }

    @Override
    public void begin() {
        values.reset();
        hasSeq = false;
        node = null;
        time = 0;
        action = null;
        params = null;
        state = null;
        sent = null;
    }

    @Override
    public boolean member(String name, JsonParser json) throws IOException, Malformed {
        switch (name) {
            case "seq" -> {
                seq = JsonLine.integer(json);
                hasSeq = true;
            }
            case "node" -> node = values.text(json);
            case "time" -> time = JsonLine.integer(json);
            case "action" -> action = values.text(json);
            case "params" -> params = values.fields(json);
            case "state" -> state = values.fields(json);
            case "sent" -> sent = values.array(json);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String knows() {
        return "a field of an event";
    }

    @Override
    public TraceEvent whole() throws Malformed {
        if (!hasSeq) {
            throw new Malformed("seq", "missing");
        }
        return new TraceEvent(
                line,
                seq,
                JsonLine.required(node, "node"),
                time,
                JsonLine.required(action, "action"),
                JsonLine.required(params, "params"),
                JsonLine.required(state, "state"),
                sent());
    }

    private ImmutableList<Value> sent() throws Malformed {
        if (!header.isSentUnobserved(action)) {
            return JsonLine.required(sent, "sent");
        } else if (sent != null) {
            throw new Malformed("sent", "stands here, but the header says that it is unobserved");
        }
        return ImmutableList.of();
    }
}
