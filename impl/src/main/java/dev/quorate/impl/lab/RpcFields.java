package dev.quorate.impl.lab;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the network sees of an RPC: the fields of Figure 2, whatever record they stand in and whatever else stands
 * there.
 */
final class RpcFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final String rpc;
    private final ImmutableMap<String, Object> fields;

    private RpcFields(String rpc, Map<String, Object> fields) {
        this.rpc = rpc;
        this.fields = ImmutableMap.copyOf(fields);
    }

    /**
     * Reads arguments or results.
     *
     * @param rpc what they belong to, for messages
     * @param bytes in the lab's {@link Encoding}
     */
    static RpcFields of(String rpc, byte[] bytes) {
        Map<String, Object> found = new LinkedHashMap<>();
        try (JsonParser in = JSON.createParser(bytes)) {
            if (in.nextToken() == JsonToken.START_OBJECT) {
                while (in.nextToken() != JsonToken.END_OBJECT) {
                    String name = in.currentName();
                    JsonToken value = in.nextToken();
                    if (value == JsonToken.VALUE_NUMBER_INT) {
                        found.put(name, in.getLongValue());
                    } else if (value.isBoolean()) {
                        found.put(name, in.getBooleanValue());
                    } else {
                        found.put(name, value == JsonToken.VALUE_STRING ? in.getText() : value);
                        in.skipChildren();
                    }
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(rpc + " is not in the lab's encoding: " + e.getMessage(), e);
        }
        return new RpcFields(rpc, found);
    }

    RequestVoteArgs requestVoteArgs() {
        return new RequestVoteArgs(number("term"), index("candidateId"), number("lastLogIndex"), number("lastLogTerm"));
    }

    RequestVoteReply requestVoteReply() {
        return new RequestVoteReply(number("term"), truth("voteGranted"));
    }

    AppendEntriesArgs appendEntriesArgs() {
        return new AppendEntriesArgs(number("term"), index("leaderId"));
    }

    AppendEntriesReply appendEntriesReply() {
        return new AppendEntriesReply(number("term"), truth("success"));
    }

    private int index(String name) {
        return (int) number(name);
    }

    /** As wide as the integers of the specification. */
    private long number(String name) {
        if (field(name) instanceof Long number && number == number.intValue()) {
            return number;
        }
        throw new IllegalArgumentException(
                rpc + ": the field " + name + " must be a whole number of at most 32 bits, not " + field(name));
    }

    private boolean truth(String name) {
        if (field(name) instanceof Boolean truth) {
            return truth;
        }
        throw new IllegalArgumentException(rpc + ": the field " + name + " must be a boolean, not " + field(name));
    }

    private Object field(String name) {
        Object value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    rpc + " has no field " + name + ", which Figure 2 has; it has " + fields.keySet());
        }
        return value;
    }
}
