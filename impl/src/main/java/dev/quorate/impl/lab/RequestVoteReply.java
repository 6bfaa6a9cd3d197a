package dev.quorate.impl.lab;

/**
 * What a voter answers (Figure 2, RequestVote RPC, Results).
 *
 * @param term the voter's, once it has taken over that of the request if it was newer
 * @param voteGranted whether the candidate received the vote
 */
public record RequestVoteReply(long term, boolean voteGranted) {}
