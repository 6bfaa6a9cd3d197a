package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
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
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import dev.quorate.impl.world.Timing;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** A server of the lab as students write it: our rules, but calls to others that wait for the reply. */
final class CallingRaft implements RaftServer {
    /** How a server calls all others. */
    enum Manner {
        /** At once, each from a thread of its own: as it should be. */
        SIDE_BY_SIDE,
        /** Each after the reply of the one before, on the thread that keeps time. */
        ONE_AFTER_ANOTHER,
        /** Each after the reply of the one before, until one has no reply. */
        UNTIL_ONE_FAILS,
        /** Each after the reply of the one before, and nobody is answered meanwhile. */
        WITH_THE_LOCK_HELD
    }

    private static final long TICK = 10_000;
    private static final Timing TIMING = Timing.COURSE;

    private record Durable(long currentTerm, int votedFor) {}

    private final ImmutableList<String> ids;
    private final List<ClientEnd> peers;
    private final int me;
    private final Storage persister;
    private final LabWorld world;
    private final Manner manner;

    // All below is guarded by this object's lock.
    private StepLog steps;
    private ServerState state;
    private long due;
    private boolean dead;

    private CallingRaft(List<ClientEnd> peers, int me, Storage persister, LabWorld world, Manner manner) {
        this.ids = RaftTrace.ids(peers.size());
        this.peers = peers;
        this.me = me;
        this.persister = persister;
        this.world = world;
        this.manner = manner;
        steps = world.steps(peers.size(), me);
        DurableState found = persister
                .read()
                .map(bytes -> Encoding.decode(bytes, Durable.class))
                .map(d -> new DurableState(
                        d.currentTerm,
                        d.votedFor == ServerRow.NOBODY ? Optional.empty() : Optional.of(ids.get(d.votedFor))))
                .orElse(new DurableState(0, Optional.empty()));
        state = ServerState.recovered(ids.get(me), ids, found, LogPosition.EMPTY);
        steps.started(row());
        setTimer(Step.TimerEffect.ELECTION);
        world.time().start("ticker", this::tick);
    }

    static WorldRaftFactory factory(Manner manner) {
        return (peers, me, persister, applyCh, world) -> new CallingRaft(peers, me, persister, world, manner);
    }

    private ServerRow row() {
        return ServerRow.of(
                state.currentTerm(),
                nobodyOr(state.votedFor()),
                state.role(),
                state.votesGranted().stream().map(ids::indexOf).collect(Collectors.toSet()));
    }

    private int nobodyOr(Optional<String> server) {
        return server.map(ids::indexOf).orElse(ServerRow.NOBODY);
    }

    @Override
    public synchronized StartReply start(Object command) {
        boolean leads = state.role() == Role.LEADER;
        return new StartReply(leads ? 1 : StartReply.NOWHERE, state.currentTerm(), leads);
    }

    @Override
    public synchronized RaftState getState() {
        return new RaftState(state.currentTerm(), state.role() == Role.LEADER);
    }

    @Override
    public synchronized void kill() {
        dead = true;
    }

    private void tick() {
        while (true) {
            world.time().sleep(TICK);
            ImmutableList<Message> sends;
            synchronized (this) {
                if (dead) {
                    return;
                }
                sends = world.time().micros() < due ? ImmutableList.of() : timerFired();
            }
            leave(sends);
        }
    }

    private ImmutableList<Message> timerFired() {
        if (state.role() == Role.LEADER) {
            Step step = take(new Input.HeartbeatTimeout());
            steps.heartbeats(row(), new AppendEntriesArgs(state.currentTerm(), me));
            return leaveLocked(step.send());
        }
        Step step = take(new Input.ElectionTimeout());
        steps.timeout(row(), new RequestVoteArgs(state.currentTerm(), me, 0, 0));
        return leaveLocked(step.send());
    }

    /** The step, made durable. A server whose disk fails tells this one, as not saved, and is dead. */
    private Step take(Input input) {
        Step step = Change.SOUND.step(state, input);
        if (step.persist().isPresent()) {
            DurableState d = step.persist().get();
            try {
                persister.save(Encoding.encode(new Durable(d.currentTerm(), nobodyOr(d.votedFor()))));
            } catch (StorageException e) {
                dead = true;
                steps = steps.unsaved();
            }
        }
        state = step.state();
        setTimer(step.timer());
        return step;
    }

    private void setTimer(Step.TimerEffect effect) {
        boolean candidate = state.role() == Role.CANDIDATE;
        long now = world.time().micros();
        switch (effect) {
            case KEEP -> {}
            case HEARTBEAT -> due = now + TIMING.heartbeat();
            case ELECTION ->
                due = now
                        + (candidate
                                ? world.randomness().between(TIMING.retryMin(), TIMING.retryMax())
                                : world.randomness().between(TIMING.electionMin(), TIMING.electionMax()));
        }
    }

    // ------------------------------------------------------------------------------------------------------- calls

    /** Under the lock. What is left has to leave without it. */
    private ImmutableList<Message> leaveLocked(ImmutableList<Message> requests) {
        if (dead) {
            return ImmutableList.of();
        }
        if (manner != Manner.WITH_THE_LOCK_HELD) {
            return requests;
        }
        requests.forEach(this::call);
        return ImmutableList.of();
    }

    private void leave(ImmutableList<Message> requests) {
        if (requests.isEmpty()) {
            return;
        }
        switch (manner) {
            case SIDE_BY_SIDE -> requests.forEach(m -> world.time().start("call", () -> call(m)));
            case UNTIL_ONE_FAILS -> world.time().start("calls", () -> callUntilOneFails(requests));
            case ONE_AFTER_ANOTHER, WITH_THE_LOCK_HELD -> requests.forEach(this::call);
        }
    }

    private void callUntilOneFails(ImmutableList<Message> requests) {
        for (Message m : requests) {
            if (!call(m)) {
                return;
            }
        }
    }

    /** Whether there was a reply. */
    private boolean call(Message m) {
        ClientEnd end = peers.get(ids.indexOf(m.to()));
        if (m instanceof RequestVoteRequest) {
            Optional<RequestVoteReply> reply =
                    end.call("requestVote", new RequestVoteArgs(m.term(), me, 0, 0), RequestVoteReply.class);
            reply.ifPresent(r -> leave(voted(ids.indexOf(m.to()), r)));
            return reply.isPresent();
        }
        Optional<AppendEntriesReply> reply =
                end.call("appendEntries", new AppendEntriesArgs(m.term(), me), AppendEntriesReply.class);
        reply.ifPresent(r -> answered(ids.indexOf(m.to()), r));
        return reply.isPresent();
    }

    private synchronized ImmutableList<Message> voted(int from, RequestVoteReply reply) {
        if (dead) {
            return ImmutableList.of();
        }
        Step step = take(new Input.Received(
                new RequestVoteResponse(reply.term(), ids.get(from), state.id(), reply.voteGranted())));
        if (step.send().isEmpty()) {
            steps.received(from, reply, row());
        } else {
            steps.won(from, reply, row(), new AppendEntriesArgs(state.currentTerm(), me));
        }
        return leaveLocked(step.send());
    }

    private synchronized void answered(int from, AppendEntriesReply reply) {
        if (dead) {
            return;
        }
        take(new Input.Received(new AppendEntriesResponse(reply.term(), ids.get(from), state.id(), reply.success())));
        steps.received(from, reply, row());
    }

    // ---------------------------------------------------------------------------------------------------- handlers

    public synchronized Optional<RequestVoteReply> requestVote(RequestVoteArgs args) {
        if (dead) {
            return Optional.empty();
        }
        Step step = take(new Input.Received(new RequestVoteRequest(
                args.term(),
                ids.get(args.candidateId()),
                state.id(),
                new LogPosition(args.lastLogTerm(), args.lastLogIndex()))));
        RequestVoteResponse answer = (RequestVoteResponse) step.send().get(0);
        RequestVoteReply reply = new RequestVoteReply(answer.term(), answer.granted());
        steps.handled(args, row(), reply);
        return dead ? Optional.empty() : Optional.of(reply);
    }

    public synchronized Optional<AppendEntriesReply> appendEntries(AppendEntriesArgs args) {
        if (dead) {
            return Optional.empty();
        }
        Step step =
                take(new Input.Received(new AppendEntriesRequest(args.term(), ids.get(args.leaderId()), state.id())));
        AppendEntriesResponse answer = (AppendEntriesResponse) step.send().get(0);
        AppendEntriesReply reply = new AppendEntriesReply(answer.term(), answer.success());
        steps.handled(args, row(), reply);
        return dead ? Optional.empty() : Optional.of(reply);
    }
}
