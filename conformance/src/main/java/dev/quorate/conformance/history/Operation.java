package dev.quorate.conformance.history;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;

/**
 * One line of a history: a transaction is invoked, or completes.
 *
 * @param type which of them, and how
 * @param process who; a process has one open transaction at a time
 * @param index its number in the history, which only grows
 * @param time in nanoseconds since the test began, for people only; negative if it was not told
 * @param f what the client calls this, nearly always {@code txn}
 * @param value the transaction; its reads have lists only where it is certain what they read, that is if the type is ok
 */
public record Operation(
        OperationType type, int process, long index, long time, String f, ImmutableList<MicroOp> value) {
    /** As Jepsen writes it, without the time. */
    @Override
    public String toString() {
        return toString(Joiner.on(' ').join(value));
    }

    /** The same with its steps in other words. */
    String toString(String steps) {
        return "{:index " + index + " :type :" + type.word() + " :process " + process + " :value [" + steps + "]}";
    }
}
