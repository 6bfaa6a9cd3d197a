package dev.quorate.impl.raft;

import com.google.common.collect.ImmutableList;
import java.util.Optional;

/**
 * One atomic step as a value: the new state, and what must happen in the world. The order is fixed: first
 * {@code persist} becomes durable, then everything in {@code send} leaves (Figure 2: "updated on stable storage
 * before responding to RPCs").
 *
 * @param persist what to make durable, if term or vote changed
 * @param send the messages of the step, in order
 * @param timer what to do with the server's timer; how long it runs is drawn outside
 */
public record Step(ServerState state, Optional<DurableState> persist, ImmutableList<Message> send, TimerEffect timer) {

    /** A server has one timer; it runs to an election, or to the next heartbeat. */
    public enum TimerEffect {
        /** Let it run. */
        KEEP,
        /** Start it anew with a new random election timeout. */
        ELECTION,
        /** Start it anew with the heartbeat interval. */
        HEARTBEAT
    }

    /** A step from one state to another; it persists what changed of the durable state. */
    static Step of(ServerState before, ServerState after, ImmutableList<Message> send, TimerEffect timer) {
        return new Step(
                after,
                after.durable().equals(before.durable()) ? Optional.empty() : Optional.of(after.durable()),
                send,
                timer);
    }
}
