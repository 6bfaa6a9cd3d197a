package dev.quorate.impl.raft;

/** What servers send each other: the two RPCs of Figure 2, request and response, each with its addressee. */
public sealed interface Message {
    /** Its name in the paper and in the specification. */
    String type();

    /** The sender's term when it sent this. */
    long term();

    String from();

    String to();

    /** RequestVote (section 5.2), with the end of the candidate's log (section 5.4.1). */
    record RequestVoteRequest(long term, String from, String to, LogPosition lastLog) implements Message {
        @Override
        public String type() {
            return "RequestVoteRequest";
        }
    }

    record RequestVoteResponse(long term, String from, String to, boolean granted) implements Message {
        @Override
        public String type() {
            return "RequestVoteResponse";
        }
    }

    /** AppendEntries without entries, the heartbeat (section 5.2). */
    record AppendEntriesRequest(long term, String from, String to) implements Message {
        @Override
        public String type() {
            return "AppendEntriesRequest";
        }
    }

    record AppendEntriesResponse(long term, String from, String to, boolean success) implements Message {
        @Override
        public String type() {
            return "AppendEntriesResponse";
        }
    }
}
