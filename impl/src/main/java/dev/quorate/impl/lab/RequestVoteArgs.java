package dev.quorate.impl.lab;

/**
 * What a candidate asks with (Figure 2, RequestVote RPC, Arguments). Servers go by their index, from zero.
 *
 * @param term the candidate's
 * @param candidateId who asks
 * @param lastLogIndex of the candidate's last log entry; zero if its log is empty
 * @param lastLogTerm of that entry; zero if there is none
 */
public record RequestVoteArgs(long term, int candidateId, long lastLogIndex, long lastLogTerm) {}
