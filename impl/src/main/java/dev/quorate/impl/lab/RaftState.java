package dev.quorate.impl.lab;

/**
 * What a server believes now. Two servers may believe to lead at once, but never in one term.
 *
 * @param term its current term
 * @param isLeader whether it takes itself for the leader of that term
 */
public record RaftState(long term, boolean isLeader) {}
