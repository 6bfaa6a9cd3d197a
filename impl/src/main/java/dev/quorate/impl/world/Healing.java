package dev.quorate.impl.world;

import java.util.List;

/**
 * The end of all faults among some servers. From then on nothing goes wrong with them, and nothing that is sent among
 * them is lost or late; what was under way is lost. What becomes of the others is in the plan's schedule, as faults
 * from that moment on.
 *
 * @param at microseconds since the start of the run
 * @param servers the healed
 */
public record Healing(long at, List<String> servers) {
    public Healing {
        servers = List.copyOf(servers);
        if (at < 0 || servers.isEmpty()) {
            throw new IllegalArgumentException("a healing of " + servers + " at " + at);
        }
    }
}
