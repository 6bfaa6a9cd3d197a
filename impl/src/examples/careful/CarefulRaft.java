package careful;

import dev.quorate.impl.lab.AppendEntriesArgs;
import dev.quorate.impl.lab.AppendEntriesReply;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.Encoding;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.RaftState;
import dev.quorate.impl.lab.RequestVoteArgs;
import dev.quorate.impl.lab.RequestVoteReply;
import dev.quorate.impl.lab.ServerRow;
import dev.quorate.impl.lab.StartReply;
import dev.quorate.impl.lab.StepLog;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Leader election with plain threads and one lock. The lock is held for a step, never while waiting. All times are
 * microseconds.
 */
final class CarefulRaft implements RaftServer {
    private static final long TICK = 10_000;
    private static final long HEARTBEAT = 100_000;
    private static final long SHORTEST_TIMEOUT = 250_000;
    private static final long LONGEST_TIMEOUT = 400_000;

    /** What must survive a crash. */
    private record Durable(long currentTerm, int votedFor) {}

    private final List<ClientEnd> peers;
    private final int me;
    private final Storage persister;
    private final LabWorld world;
    private final StepLog steps;

    // All below is guarded by this object's lock.
    private long currentTerm;
    private int votedFor = ServerRow.NOBODY;
    private Role role = Role.FOLLOWER;
    private final Set<Integer> votes = new TreeSet<>();
    /** When the next election is due or, of a leader, the next heartbeat. */
    private long due;

    private boolean dead;

    CarefulRaft(List<ClientEnd> peers, int me, Storage persister, LabWorld world) {
        this.peers = peers;
        this.me = me;
        this.persister = persister;
        this.world = world;
        steps = world.steps(peers.size(), me);
        persister.read().map(bytes -> Encoding.decode(bytes, Durable.class)).ifPresent(found -> {
            currentTerm = found.currentTerm;
            votedFor = found.votedFor;
        });
        steps.started(row());
        setElectionTimer();
        world.time().start("ticker", this::tick);
    }

    private ServerRow row() {
        return ServerRow.of(currentTerm, votedFor, role, votes);
    }

    private void setElectionTimer() {
        due = world.time().micros() + world.randomness().between(SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    }

    // ------------------------------------------------------------------------------------- what the tester asks for

    @Override
    public synchronized StartReply start(Object command) {
        boolean leads = role == Role.LEADER;
        return new StartReply(leads ? 1 : StartReply.NOWHERE, currentTerm, leads);
    }

    @Override
    public synchronized RaftState getState() {
        return new RaftState(currentTerm, role == Role.LEADER);
    }

    @Override
    public synchronized void kill() {
        dead = true;
    }

    // ------------------------------------------------------------------------------------------------------- timers

    private void tick() {
        while (!isDead()) {
            world.time().sleep(TICK);
            onTick();
        }
    }

    private synchronized boolean isDead() {
        return dead;
    }

    private synchronized void onTick() {
        if (dead || world.time().micros() < due) {
            return;
        }
        if (role == Role.LEADER) {
            due = world.time().micros() + HEARTBEAT;
            AppendEntriesArgs heartbeat = new AppendEntriesArgs(currentTerm, me);
            steps.heartbeats(row(), heartbeat);
            sendHeartbeats(heartbeat);
        } else {
            standForElection();
        }
    }

    private void standForElection() {
        currentTerm++;
        votedFor = me;
        votes.clear();
        votes.add(me);
        role = isMajority() ? Role.LEADER : Role.CANDIDATE;
        setElectionTimer();
        RequestVoteArgs args = new RequestVoteArgs(currentTerm, me, 0, 0);
        save().timeout(row(), args);
        for (int peer = 0; peer < peers.size() && !dead; peer++) {
            if (peer != me) {
                int to = peer;
                world.time().start("requestVote", () -> askForVote(to, args));
            }
        }
    }

    private boolean isMajority() {
        return 2 * votes.size() > peers.size();
    }

    // -------------------------------------------------------------------------------------------- calls and replies

    private void askForVote(int to, RequestVoteArgs args) {
        peers.get(to).call("requestVote", args, RequestVoteReply.class).ifPresent(reply -> onVote(to, args, reply));
    }

    private synchronized void onVote(int from, RequestVoteArgs args, RequestVoteReply reply) {
        if (dead) {
            return;
        }
        takeOver(reply.term());
        boolean counts = role == Role.CANDIDATE && args.term() == currentTerm && reply.voteGranted();
        if (counts) {
            votes.add(from);
        }
        if (counts && isMajority()) {
            role = Role.LEADER;
            due = world.time().micros() + HEARTBEAT;
            AppendEntriesArgs heartbeat = new AppendEntriesArgs(currentTerm, me);
            save().won(from, reply, row(), heartbeat);
            sendHeartbeats(heartbeat);
        } else {
            save().received(from, reply, row());
        }
    }

    private void sendHeartbeats(AppendEntriesArgs heartbeat) {
        for (int peer = 0; peer < peers.size() && !dead; peer++) {
            if (peer != me) {
                int to = peer;
                world.time().start("appendEntries", () -> beat(to, heartbeat));
            }
        }
    }

    private void beat(int to, AppendEntriesArgs args) {
        peers.get(to).call("appendEntries", args, AppendEntriesReply.class).ifPresent(reply -> onBeaten(to, reply));
    }

    private synchronized void onBeaten(int from, AppendEntriesReply reply) {
        if (dead) {
            return;
        }
        takeOver(reply.term());
        save().received(from, reply, row());
    }

    // ----------------------------------------------------------------------------------------------------- handlers

    /** The RequestVote RPC. All logs are empty so far, so every candidate's is up-to-date. */
    public synchronized Optional<RequestVoteReply> requestVote(RequestVoteArgs args) {
        if (dead) {
            return Optional.empty();
        }
        takeOver(args.term());
        boolean granted = args.term() == currentTerm && (votedFor == ServerRow.NOBODY || votedFor == args.candidateId());
        if (granted) {
            votedFor = args.candidateId();
            setElectionTimer();
        }
        RequestVoteReply reply = new RequestVoteReply(currentTerm, granted);
        save().handled(args, row(), reply);
        return answer(reply);
    }

    /** The AppendEntries RPC, which is a heartbeat. */
    public synchronized Optional<AppendEntriesReply> appendEntries(AppendEntriesArgs args) {
        if (dead) {
            return Optional.empty();
        }
        takeOver(args.term());
        boolean current = args.term() == currentTerm;
        if (current) {
            if (role == Role.CANDIDATE) {
                follow();
            }
            setElectionTimer();
        }
        AppendEntriesReply reply = new AppendEntriesReply(currentTerm, current);
        save().handled(args, row(), reply);
        return answer(reply);
    }

    private void takeOver(long term) {
        if (term > currentTerm) {
            if (role == Role.LEADER) {
                setElectionTimer(); // it ran to the next heartbeat
            }
            currentTerm = term;
            votedFor = ServerRow.NOBODY;
            follow();
        }
    }

    private void follow() {
        role = Role.FOLLOWER;
        votes.clear();
    }

    /** What is not durable is not answered. */
    private <R> Optional<R> answer(R reply) {
        return dead ? Optional.empty() : Optional.of(reply);
    }

    /**
     * Makes term and vote durable. If that is not certain, the server stops.
     *
     * @return where to tell the step
     */
    private StepLog save() {
        try {
            persister.save(Encoding.encode(new Durable(currentTerm, votedFor)));
            return steps;
        } catch (StorageException e) {
            dead = true;
            return steps.unsaved();
        }
    }
}
