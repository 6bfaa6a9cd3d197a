package dev.quorate.impl.lab;

/**
 * What {@link RaftServer#start} knows at once of a command's fate. It is no promise that the command will be committed.
 *
 * @param index where the command stands in the log if it is ever committed, the first is 1; {@link #NOWHERE} if the
 *     server is no leader
 * @param term the server's term
 * @param isLeader whether the server takes itself for the leader of that term
 */
public record StartReply(long index, long term, boolean isLeader) {
    /** The index of a command that was not taken. */
    public static final long NOWHERE = -1;
}
