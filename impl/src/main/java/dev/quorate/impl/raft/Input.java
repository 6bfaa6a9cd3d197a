package dev.quorate.impl.raft;

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
        @Override
        public String action() {
            return "Handle" + message.getClass().getSimpleName();
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
