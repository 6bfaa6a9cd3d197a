package naive;

import dev.quorate.impl.lab.AppendEntriesArgs;
import dev.quorate.impl.lab.AppendEntriesReply;
import dev.quorate.impl.lab.ClientEnd;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.RaftServer;
import dev.quorate.impl.lab.RaftState;
import dev.quorate.impl.lab.RequestVoteArgs;
import dev.quorate.impl.lab.RequestVoteReply;
import dev.quorate.impl.lab.ServerRow;
import dev.quorate.impl.lab.StartReply;
import dev.quorate.impl.lab.StepLog;
import dev.quorate.impl.raft.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** My Raft! Passes InitialElection and ReElection. */
final class NaiveRaft implements RaftServer {
    private final List<ClientEnd> peers;
    private final int me;
    private final LabWorld world;
    private final StepLog log;

    private long currentTerm = 0;
    private int votedFor = -1;
    private Role role = Role.FOLLOWER;
    private Set<Integer> votes = new HashSet<>();
    private long lastHeard;
    private long timeout;
    private boolean killed = false;

    NaiveRaft(List<ClientEnd> peers, int me, LabWorld world) {
        this.peers = peers;
        this.me = me;
        this.world = world;
        this.log = world.steps(peers.size(), me);
        log.started(row());
        // no need for the persister: it is for the log, which comes with assignment 4
        resetTimer();
        world.time().start("election", this::electionLoop);
        world.time().start("heartbeat", this::heartbeatLoop);
    }

    private ServerRow row() {
        return ServerRow.of(currentTerm, votedFor, role, votes);
    }

    private void resetTimer() {
        lastHeard = world.time().micros();
        timeout = world.randomness().between(300_000, 450_000);
    }

    @Override
    public synchronized RaftState getState() {
        return new RaftState(currentTerm, role == Role.LEADER);
    }

    @Override
    public synchronized StartReply start(Object command) {
        return new StartReply(-1, currentTerm, role == Role.LEADER);
    }

    @Override
    public synchronized void kill() {
        killed = true;
    }

    private void electionLoop() {
        while (true) {
            world.time().sleep(5_000);
            synchronized (this) {
                if (killed) {
                    return;
                }
                if (role != Role.LEADER && world.time().micros() - lastHeard > timeout) {
                    startElection();
                }
            }
        }
    }

    private void startElection() {
        currentTerm++;
        role = Role.CANDIDATE;
        votedFor = me;
        votes = new HashSet<>(Set.of(me));
        resetTimer();
        RequestVoteArgs args = new RequestVoteArgs(currentTerm, me, 0, 0);
        log.timeout(row(), args);
        for (int i = 0; i < peers.size(); i++) {
            int peer = i;
            if (peer != me) {
                world.time().start("vote", () -> {
                    // no lock here, the call may take seconds
                    peers.get(peer)
                            .call("requestVote", args, RequestVoteReply.class)
                            .ifPresent(reply -> gotVote(peer, reply));
                });
            }
        }
    }

    private synchronized void gotVote(int peer, RequestVoteReply reply) {
        if (killed) {
            return;
        }
        if (reply.term() > currentTerm) {
            stepDown(reply.term());
        } else if (role == Role.CANDIDATE && reply.voteGranted()) {
            votes.add(peer);
            if (votes.size() > peers.size() / 2) {
                role = Role.LEADER;
                AppendEntriesArgs args = new AppendEntriesArgs(currentTerm, me);
                log.won(peer, reply, row(), args);
                broadcast(args);
                return;
            }
        }
        log.received(peer, reply, row());
    }

    private void heartbeatLoop() {
        while (true) {
            world.time().sleep(100_000);
            synchronized (this) {
                if (killed) {
                    return;
                }
                if (role == Role.LEADER) {
                    AppendEntriesArgs args = new AppendEntriesArgs(currentTerm, me);
                    log.heartbeats(row(), args);
                    broadcast(args);
                }
            }
        }
    }

    private void broadcast(AppendEntriesArgs args) {
        for (int i = 0; i < peers.size(); i++) {
            int peer = i;
            if (peer != me) {
                world.time().start("heartbeat", () -> peers.get(peer)
                        .call("appendEntries", args, AppendEntriesReply.class)
                        .ifPresent(reply -> gotHeartbeatReply(peer, reply)));
            }
        }
    }

    private synchronized void gotHeartbeatReply(int peer, AppendEntriesReply reply) {
        if (killed) {
            return;
        }
        if (reply.term() > currentTerm) {
            stepDown(reply.term());
        }
        log.received(peer, reply, row());
    }

    private void stepDown(long term) {
        currentTerm = term;
        votedFor = -1;
        role = Role.FOLLOWER;
        votes = new HashSet<>();
    }

    public synchronized RequestVoteReply requestVote(RequestVoteArgs args) {
        if (args.term() > currentTerm) {
            stepDown(args.term());
        }
        boolean granted = false;
        if (args.term() == currentTerm && votedFor == -1) {
            granted = true;
            votedFor = args.candidateId();
            resetTimer();
        }
        RequestVoteReply reply = new RequestVoteReply(currentTerm, granted);
        log.handled(args, row(), reply);
        return reply;
    }

    public synchronized AppendEntriesReply appendEntries(AppendEntriesArgs args) {
        if (args.term() > currentTerm) {
            stepDown(args.term());
        }
        boolean success = args.term() == currentTerm;
        if (success) {
            if (role == Role.CANDIDATE) {
                role = Role.FOLLOWER;
                votes = new HashSet<>();
            }
            resetTimer();
        }
        AppendEntriesReply reply = new AppendEntriesReply(currentTerm, success);
        log.handled(args, row(), reply);
        return reply;
    }
}
