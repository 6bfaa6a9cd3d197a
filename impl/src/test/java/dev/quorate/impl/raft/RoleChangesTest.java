package dev.quorate.impl.raft;

import static dev.quorate.impl.raft.Given.alone;
import static dev.quorate.impl.raft.Given.candidate;
import static dev.quorate.impl.raft.Given.follower;
import static dev.quorate.impl.raft.Given.heartbeat;
import static dev.quorate.impl.raft.Given.heartbeatAnswer;
import static dev.quorate.impl.raft.Given.leader;
import static dev.quorate.impl.raft.Given.refusal;
import static dev.quorate.impl.raft.Given.requestVote;
import static dev.quorate.impl.raft.Given.step;
import static dev.quorate.impl.raft.Given.vote;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Figure 4: the changes of role that exist. */
class RoleChangesTest {
    private static final ImmutableList<ServerState> STATES =
            ImmutableList.of(follower(3), candidate(3), leader(3), alone(3));

    /** Every kind of input, messages from an older, the same and a newer term. */
    private static final ImmutableList<Input> INPUTS = inputs();

    private static ImmutableList<Input> inputs() {
        ImmutableList.Builder<Input> inputs = ImmutableList.builder();
        inputs.add(new Input.ElectionTimeout(), new Input.HeartbeatTimeout(), new Input.Restarted());
        for (long term = 2; term <= 4; term++) {
            inputs.add(requestVote(term, "n2"), vote(term, "n2"), refusal(term, "n2"));
            inputs.add(heartbeat(term, "n2"), heartbeatAnswer(term, "n2"));
        }
        return inputs.build();
    }

    private static String change(ServerState before, Input input) {
        try {
            ServerState after = step(before, input).state();
            String term = after.currentTerm() > before.currentTerm() ? "newer term" : "same term";
            return before.role() + " to " + after.role() + ", " + term + ": " + input.action();
        } catch (IllegalStateException e) {
            return before.role() + " refuses " + input.action();
        }
    }

    @Test
    void roleChangesAreThoseOfTheTableAndNoOthers_figure4() {
        TreeSet<String> seen = new TreeSet<>();
        for (ServerState state : STATES) {
            for (Input input : INPUTS) {
                seen.add(change(state, input));
            }
        }
        seen.removeIf(change -> change.matches("(\\w+) to \\1, same term: .*"));
        seen.removeIf(change -> change.matches("\\w+ to FOLLOWER, newer term: Handle.*"));
        assertEquals(
                new TreeSet<>(ImmutableList.of(
                        "FOLLOWER to CANDIDATE, newer term: Timeout",
                        "CANDIDATE to CANDIDATE, newer term: Timeout",
                        "CANDIDATE to LEADER, same term: HandleRequestVoteResponse",
                        "FOLLOWER to LEADER, newer term: Timeout",
                        "CANDIDATE to FOLLOWER, same term: HandleAppendEntriesRequest",
                        "LEADER refuses Timeout",
                        "FOLLOWER refuses SendHeartbeats",
                        "CANDIDATE refuses SendHeartbeats",
                        "CANDIDATE refuses Restart",
                        "LEADER refuses Restart")),
                seen);
    }

    @Test
    void everyRoleBecomesFollowerOnANewerTermInAnyMessage_s5_1() {
        for (ServerState state : STATES) {
            for (Input input : INPUTS) {
                if (input instanceof Input.Received received
                        && received.message().term() == 4) {
                    ServerState after = step(state, input).state();
                    assertEquals(Role.FOLLOWER, after.role(), () -> state + " met " + input);
                    assertEquals(4, after.currentTerm());
                    assertEquals(ImmutableSortedSet.of(), after.votesGranted());
                }
            }
        }
    }

    @Test
    void restartKeepsWhatIsDurableAndForgetsTheRest_figure2() {
        ServerState back = ServerState.recovered(
                "n1", Given.THREE, leader(3).durable(), leader(3).lastLog());
        Step step = step(back, new Input.Restarted());
        assertEquals(Given.followerThatVotedFor("n1", 3), step.state());
        assertEquals(Optional.empty(), step.persist());
        assertEquals(ImmutableList.of(), step.send());
    }

    @Test
    void messageToAnotherServerIsRefused() {
        Input astray = new Input.Received(new AppendEntriesRequest(3, "n2", "n3"));
        assertThrows(IllegalStateException.class, () -> step(follower(3), astray));
    }

    @Test
    void serverOutsideItsClusterIsNoState() {
        DurableState stored = new DurableState(3, Optional.empty());
        assertThrows(
                IllegalArgumentException.class,
                () -> ServerState.recovered("n4", Given.THREE, stored, LogPosition.EMPTY));
    }

    @Test
    void termBeforeThatOfTheOwnLogIsNoState() {
        DurableState stored = new DurableState(1, Optional.empty());
        assertThrows(IllegalArgumentException.class, () -> ServerState.recovered("n1", Given.THREE, stored, Given.LOG));
    }
}
