package skeleton;

import dev.quorate.impl.lab.AppendEntriesArgs;
import dev.quorate.impl.lab.AppendEntriesReply;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.Persister;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.RaftState;
import dev.quorate.impl.lab.RequestVoteArgs;
import dev.quorate.impl.lab.RequestVoteReply;
import dev.quorate.impl.lab.StartReply;
import java.util.List;
import java.util.Optional;

/** A server that elects nobody, to begin with: it compiles and runs, and the places marked "yours" are yours. */
final class MyRaft implements RaftServer {
    private final List<ClientEnd> peers;
    private final int me;
    private final Persister persister;
    private final LabWorld world;

    private long currentTerm;
    private boolean leader;
    private boolean dead;

    MyRaft(List<ClientEnd> peers, int me, Persister persister, LabWorld world) {
        this.peers = peers;
        this.me = me;
        this.persister = persister;
        this.world = world;
        currentTerm = persister.read().isPresent() ? currentTerm : 0; // yours: read back what you saved
        world.time().start("ticker", this::ticker);
    }

    private void ticker() {
        while (!isDead()) {
            world.time().sleep(10_000); // microseconds
            // yours: if no leader was heard of for an election timeout, stand for election
        }
    }

    private synchronized boolean isDead() {
        return dead;
    }

    /** Asks one server for its vote, on a thread of its own: the call may take seconds. */
    void askForVote(int server, RequestVoteArgs args) {
        world.time().start("requestVote", () -> {
            Optional<RequestVoteReply> reply = peers.get(server).call("requestVote", args, RequestVoteReply.class);
            synchronized (this) {
                // yours: much may have happened since the call; the reply may be missing
                currentTerm = Math.max(currentTerm, reply.map(RequestVoteReply::term).orElse(0L));
            }
        });
    }

    /** The RequestVote RPC: called by the network. */
    public synchronized Optional<RequestVoteReply> requestVote(RequestVoteArgs args) {
        if (dead) {
            return Optional.empty();
        }
        return Optional.of(new RequestVoteReply(currentTerm, false)); // yours: when does it get the vote?
    }

    /** The AppendEntries RPC: called by the network. */
    public synchronized Optional<AppendEntriesReply> appendEntries(AppendEntriesArgs args) {
        if (dead) {
            return Optional.empty();
        }
        return Optional.of(new AppendEntriesReply(currentTerm, false)); // yours: whom does it follow?
    }

    @Override
    public synchronized RaftState getState() {
        return new RaftState(currentTerm, leader);
    }

    @Override
    public synchronized StartReply start(Object command) {
        return new StartReply(StartReply.NOWHERE, currentTerm, false); // the log comes later
    }

    @Override
    public synchronized void kill() {
        dead = true;
    }

    @Override
    public String toString() {
        return "server " + me + ", " + persister.size() + " bytes saved";
    }
}
