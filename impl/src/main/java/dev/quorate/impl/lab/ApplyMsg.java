package dev.quorate.impl.lab;

/**
 * What a server tells the service above it: an entry of the log is committed.
 *
 * @param commandValid false if this is no committed entry but some other news
 * @param command the entry's command, as it was given to {@link RaftServer#start}
 * @param commandIndex its place in the log; the first is 1
 */
public record ApplyMsg(boolean commandValid, Object command, long commandIndex) {}
