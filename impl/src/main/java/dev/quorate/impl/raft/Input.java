package dev.quorate.impl.raft;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.List;

/** What can happen to a server. */
public sealed interface Input {
    /** The atomic step that the input causes, under its name in the specification: known before the step is taken. */
    String action();

    /** No leader was heard of for an election timeout (section 5.2). */
    record ElectionTimeout() implements Input {
        @Override
        public String action() {
            return "Timeout";
        }
    }

    /** A leader's idle period is over (section 5.2). */
    record HeartbeatTimeout() implements Input {
        @Override
        public String action() {
            return "SendHeartbeats";
        }
    }

    /** The network delivered a message. */
    record Received(Message message) implements Input {
        private static final ImmutableMap<String, String> ACTIONS = Maps.toMap(
                List.of("RequestVoteRequest", "RequestVoteResponse", "AppendEntriesRequest", "AppendEntriesResponse"),
                type -> "Handle" + type);

        @Override
        public String action() {
            return ACTIONS.get(message.type());
        }
    }

    /** The server is back after a crash, in the state that {@link ServerState#recovered} read from storage. */
    record Restarted() implements Input {
        @Override
        public String action() {
            return "Restart";
        }
    }
}
