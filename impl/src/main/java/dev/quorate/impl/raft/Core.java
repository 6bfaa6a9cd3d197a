package dev.quorate.impl.raft;

/** The step function of a server. Everything else is a driver round it. */
@FunctionalInterface
public interface Core {
    /**
     * The step that {@code input} causes. Pure: the same arguments give the same step, and nothing else happens.
     *
     * @throws IllegalStateException if no server in this state can meet this input, or the step would be a change of
     *     role that Raft does not know
     */
    Step step(ServerState before, Input input);
}
