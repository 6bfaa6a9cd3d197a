package twophasecommit;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** Votes when it is asked, and does what it is told. */
class Participant extends Node {
    private final BooleanSupplier canCommit;

    /**
     * A participant as it starts.
     *
     * @param canCommit asked once, before the first vote
     */
    Participant(String id, BooleanSupplier canCommit, Disk disk, Network network, Journal journal) {
        super(id, disk, network, journal);
        this.canCommit = canCommit;
    }

    @Override
    final Set<String> yesFrom() {
        return Set.of();
    }

    @Override
    final void receive(Message message) {
        if (message.type().equals("Prepare")) {
            answer(message);
        } else {
            step("Learn", Optional.of(message), stored().withDecision(message.outcome()), List.of());
        }
    }

    private void answer(Message prepare) {
        boolean yes = votesYes(canCommit);
        step(
                yes ? "VoteYes" : "VoteNo",
                Optional.of(prepare),
                yes ? afterYes() : stored().withVote("no").withDecision("abort"),
                List.of(Message.vote(id(), prepare.from(), yes)));
    }

    /** A vote that was given is given again. */
    boolean votesYes(BooleanSupplier canCommit) {
        return stored().vote().equals(Stored.NONE)
                ? stored().isUndecided() && canCommit.getAsBoolean()
                : stored().vote().equals("yes");
    }

    Stored afterYes() {
        return stored().withVote("yes");
    }
}
