package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableSet;
import dev.quorate.impl.raft.Role;
import java.util.Set;

/**
 * What a server knows after a step (Figure 2, State). Servers go by their index, from zero.
 *
 * @param currentTerm latest term the server has seen
 * @param votedFor who received its vote in that term, or {@link #NOBODY}
 * @param role what it takes itself for
 * @param votesGranted whose votes it has: of a candidate, and of the leader that these elected; a follower has none
 */
public record ServerRow(long currentTerm, int votedFor, Role role, ImmutableSet<Integer> votesGranted) {
    /** Whom a server voted for that has not voted. */
    public static final int NOBODY = -1;

    public ServerRow {
        checkArgument(currentTerm >= 0, "a term is zero or more, not %s", currentTerm);
        requireNonNull(role, "role");
    }

    /** A row with a copy of these votes. */
    public static ServerRow of(long currentTerm, int votedFor, Role role, Set<Integer> votesGranted) {
        return new ServerRow(currentTerm, votedFor, role, ImmutableSet.copyOf(votesGranted));
    }
}
