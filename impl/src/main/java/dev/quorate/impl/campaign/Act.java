package dev.quorate.impl.campaign;

import dev.quorate.impl.raft.Message;
import java.util.Optional;

/**
 * One thing that happens to a server.
 *
 * @param mishap what goes wrong in the step that it causes
 */
public record Act(String server, Cause cause, Optional<Mishap> mishap) {
    /** Why it takes a step. */
    public sealed interface Cause {}

    /** Its timer goes off, to an election or, if it leads, to heartbeats. */
    public record Timeout() implements Cause {}

    /** A message that was sent before arrives; for the first time or again. */
    public record Arrival(Message message) implements Cause {}

    /** It stops, if it runs, and starts again. */
    public record Restart(boolean powerIsLost) implements Cause {}

    static Act of(String server, Cause cause) {
        return new Act(server, cause, Optional.empty());
    }

    Act withoutMishap() {
        return new Act(server, cause, Optional.empty());
    }

    Act withMishap(Mishap other) {
        return new Act(server, cause, Optional.of(other));
    }
}
