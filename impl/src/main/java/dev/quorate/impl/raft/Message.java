package dev.quorate.impl.raft;

/** What servers send each other: the two RPCs of Figure 2, request and response, each with its addressee. */
public sealed interface Message {
    /** The sender's term when it sent this. */
    long term();

    String from();

    String to();

    /** RequestVote (section 5.2), with the end of the candidate's log (section 5.4.1). */
    record RequestVoteRequest(long term, String from, String to, LogPosition lastLog) implements Message {}

    record RequestVoteResponse(long term, String from, String to, boolean granted) implements Message {}

    /** AppendEntries without entries, the heartbeat (section 5.2). */
    record AppendEntriesRequest(long term, String from, String to) implements Message {}

    record AppendEntriesResponse(long term, String from, String to, boolean success) implements Message {}
}
