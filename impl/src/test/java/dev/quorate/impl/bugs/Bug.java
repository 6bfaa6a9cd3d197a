package dev.quorate.impl.bugs;

import java.util.Optional;

/**
 * A mistake that programs have made, stated once: in words, and as a change of our own servers.
 *
 * @param id a row of the catalogue of real bugs, with a letter if there are several forms of it; X for one that the
 *     catalogue lacks
 * @param rule of the Raft paper that is broken
 * @param change what the program does instead
 * @param unseen why no detector finds it; nothing if one has to
 */
public record Bug(String id, String name, String rule, String change, Variant variant, Optional<String> unseen) {
    Bug(String id, String name, String rule, String change, Variant variant) {
        this(id, name, rule, change, variant, Optional.empty());
    }

    Bug unseenBecause(String reason) {
        return new Bug(id, name, rule, change, variant, Optional.of(reason));
    }

    @Override
    public String toString() {
        return id + " " + name;
    }
}
