package twophasecommit;

import static java.util.stream.Collectors.toCollection;

import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Asks for votes, counts them, decides, and tells. */
class Coordinator extends Node {
    private static final int PATIENCE = 4;

    private final ImmutableSet<String> participants;
    private Set<String> yesFrom = Set.of();
    private int asked;

    Coordinator(String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
        super(id, disk, network, journal);
        this.participants = participants;
    }

    @Override
    Set<String> yesFrom() {
        return yesFrom;
    }

    final ImmutableSet<String> participants() {
        return participants;
    }

    /** Nothing was heard for a while. */
    final void timeout() {
        if (!stored().isUndecided()) {
            step("TellAgain", Optional.empty(), stored(), decisions(stored().decision()));
        } else if (asked < PATIENCE) {
            asked++;
            step("AskForVotes", Optional.empty(), stored(), prepares());
        } else {
            step("GiveUp", Optional.empty(), stored().withDecision("abort"), decisions("abort"));
        }
    }

    @Override
    final void receive(Message vote) {
        if (vote.isYes()) {
            yesFrom = Stream.concat(yesFrom.stream(), Stream.of(vote.from())).collect(toCollection(TreeSet::new));
        }
        String outcome = stored().isUndecided() ? outcome(vote) : Stored.NONE;
        if (outcome.equals(Stored.NONE)) {
            step("CountVote", Optional.of(vote), stored(), List.of());
        } else {
            step("CountVote", Optional.of(vote), stored().withDecision(outcome), decisions(outcome));
        }
    }

    /** What the votes so far decide, the last one included. */
    String outcome(Message vote) {
        if (!vote.isYes()) {
            return "abort";
        }
        return yesFrom.equals(participants) ? "commit" : Stored.NONE;
    }

    private List<Message> prepares() {
        return participants.stream().map(p -> Message.prepare(id(), p)).toList();
    }

    /** What tells a decision. */
    List<Message> decisions(String outcome) {
        return participants.stream()
                .map(p -> Message.decision(id(), p, outcome))
                .toList();
    }
}
