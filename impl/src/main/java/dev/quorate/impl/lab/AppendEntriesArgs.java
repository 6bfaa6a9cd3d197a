package dev.quorate.impl.lab;

/**
 * A heartbeat: what an election needs of Figure 2's AppendEntries RPC, Arguments; the log comes with a later
 * assignment. Servers go by their index, from zero.
 *
 * @param term the leader's
 * @param leaderId who leads
 */
public record AppendEntriesArgs(long term, int leaderId) {}
