package dev.quorate.impl.lab;

/**
 * The answer to a heartbeat (Figure 2, AppendEntries RPC, Results).
 *
 * @param term the follower's, once it has taken over that of the request if it was newer
 * @param success whether the request was of that term
 */
public record AppendEntriesReply(long term, boolean success) {}
