package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;
import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.Timing;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * One server as the course sees it. Thread-safe, and no method waits for another server.
 *
 * <p>One lock, the fence, orders the steps. It is held for a step, its durable record and its line in the trace, and
 * released before the step's messages leave: so the network cannot hold up a step. {@link #kill} waits for those that
 * are leaving.
 */
public final class Raft implements RaftServer {
    private final Rpcs rpcs;
    private final String id;
    private final ImmutableMap<String, ClientEnd> ends;
    private final LabTrace trace;
    private final Alarm alarm;
    private final Server server;

    private final ReentrantLock fence = new ReentrantLock();
    private final Condition allLeft = fence.newCondition();
    private final List<Message> outbox = new ArrayList<>();
    private int leaving;
    private Optional<RuntimeException> failure = Optional.empty();

    private Raft(
            List<ClientEnd> peers,
            int me,
            Storage storage,
            Core core,
            Timing timing,
            UnaryOperator<Server.World> driver,
            LabWorld world) {
        rpcs = Rpcs.among(peers.size());
        ImmutableList<String> ids = rpcs.ids();
        id = ids.get(me);
        ends = IntStream.range(0, ids.size()).boxed().collect(ImmutableMap.toImmutableMap(ids::get, peers::get));
        trace = world.trace();
        alarm = new Alarm(world.time(), this::timerFired);
        server = new Server(
                ServerState.initial(id, Maps.toMap(ids, server -> LogPosition.EMPTY)),
                trace.lastSeq(id),
                trace.interrupted(id),
                core,
                driver.apply(new Server.World(
                        world.time(), outbox::add, storage, alarm, timing, world.randomness(), trace)));
    }

    /**
     * Starts a server that follows the rules of this project, in the time of its network, and that nobody watches.
     *
     * @see RaftFactory#make
     */
    public static Raft make(List<ClientEnd> peers, int me, Persister persister, BlockingQueue<ApplyMsg> applyCh) {
        checkPlace(peers, me);
        long seed = new SecureRandom().nextLong();
        Time time = peers.get(me).time();
        return make(
                peers,
                me,
                persister,
                applyCh,
                new ElectionCore(),
                Timing.COURSE,
                UnaryOperator.identity(),
                new LabWorld(time, Randomness.seeded(seed), LabTrace.unread(peers.size())));
    }

    /** Servers that follow the rules of this project, at the course's pace. */
    public static WorldRaftFactory factory() {
        return factory(new ElectionCore(), Timing.COURSE);
    }

    /**
     * Servers that follow some rules.
     *
     * <p>Each is started for the first time, or again if the persister holds a state or the trace a step of it.
     */
    public static WorldRaftFactory factory(Core core, Timing timing) {
        return factory(core, timing, UnaryOperator.identity());
    }

    /**
     * Servers that follow some rules and are driven otherwise.
     *
     * @param driver what it makes of the world of each server is what the server gets: a disk that forgets, say
     * @see #factory(Core, Timing)
     */
    public static WorldRaftFactory factory(Core core, Timing timing, UnaryOperator<Server.World> driver) {
        return (peers, me, persister, applyCh, world) ->
                make(peers, me, persister, applyCh, core, timing, driver, world);
    }

    static Raft make(
            List<ClientEnd> peers,
            int me,
            Persister persister,
            BlockingQueue<ApplyMsg> applyCh,
            Core core,
            Timing timing,
            UnaryOperator<Server.World> driver,
            LabWorld world) {
        checkPlace(peers, me);
        requireNonNull(persister, "persister");
        requireNonNull(applyCh, "applyCh");
        Raft raft = new Raft(peers, me, persister, core, timing, driver, world);
        raft.leave(raft.step(raft::begin));
        return raft;
    }

    private static void checkPlace(List<ClientEnd> peers, int me) {
        checkArgument(!peers.isEmpty(), "peers is empty: there is an end to each server in it, the own one included");
        checkArgument(
                me >= 0 && me < peers.size(), "me is %s, but there are %s peers, and the first is 0", me, peers.size());
    }

    /** Before the line of a restart comes one for the step that was interrupted, if the server finds it happened. */
    private void begin() {
        boolean open = server.interrupted().isPresent();
        long lines = server.lastSeq();
        server.start();
        if (open) {
            trace.settled(id, server.lastSeq() - lines == 2);
        }
    }

    /** Its name in the trace. */
    public String id() {
        return id;
    }

    /**
     * Offers a command for the log. As logs are not replicated yet, nothing is appended, and a leader names the same
     * index each time.
     */
    @Override
    public StartReply start(Object command) {
        requireNonNull(command, "command");
        ServerState now = state();
        return now.role() == Role.LEADER
                ? new StartReply(now.lastLog().index() + 1, now.currentTerm(), true)
                : new StartReply(StartReply.NOWHERE, now.currentTerm(), false);
    }

    /** What the server believes now; what it believed last, if it was killed. */
    @Override
    public RaftState getState() {
        ServerState now = state();
        return new RaftState(now.currentTerm(), now.role() == Role.LEADER);
    }

    private ServerState state() {
        fence.lock();
        try {
            return server.state();
        } finally {
            fence.unlock();
        }
    }

    /** The RequestVote RPC; no reply if this server is dead. */
    public Optional<RequestVoteReply> requestVote(RequestVoteArgs args) {
        return reply(rpcs.request(args, id), RequestVoteResponse.class).map(Rpcs::reply);
    }

    /** The AppendEntries RPC; no reply if this server is dead. */
    public Optional<AppendEntriesReply> appendEntries(AppendEntriesArgs args) {
        return reply(rpcs.request(args, id), AppendEntriesResponse.class).map(Rpcs::reply);
    }

    /** Takes the step of a request. The response that the step sends to the caller goes back as the RPC's reply. */
    private <R extends Message> Optional<R> reply(Message request, Class<R> response) {
        ImmutableList<Message> sent = step(() -> deliver(request));
        Optional<R> reply = sent.stream()
                .filter(m -> response.isInstance(m) && m.to().equals(request.from()))
                .map(response::cast)
                .findFirst();
        leave(sent);
        return reply;
    }

    private void deliver(Message message) {
        if (server.running()) {
            // Counted under the fence, as nothing else can tell whether the server was alive, and before the step, so
            // that a step that fails to write its line shows.
            trace.delivered();
            server.receive(message);
        }
    }

    private void timerFired(long setting) {
        leave(step(() -> {
            if (alarm.isLast(setting)) {
                server.timerFired();
            }
        }));
    }

    /** Gives the server one input, and returns the messages that must {@link #leave} now. */
    private ImmutableList<Message> step(Runnable input) {
        fence.lock();
        try {
            boolean ran = server.running();
            input.run();
            if (ran && !server.running()) {
                server.interrupted().ifPresent(step -> trace.interrupted(id, step));
            }
            ImmutableList<Message> sent = ImmutableList.copyOf(outbox);
            leaving += sent.size();
            return sent;
        } catch (RuntimeException e) { // a change of role that Raft does not know, or a trace that cannot be written
            fail(e);
            return ImmutableList.of();
        } finally {
            outbox.clear();
            fence.unlock();
        }
    }

    /** Hands the requests of a step to the network. A response is the reply of a call and goes with its handler. */
    private void leave(ImmutableList<Message> sent) {
        try {
            for (Message m : sent) {
                // Nobody asks how a call ended: a lost one is made up for by the next heartbeat or election.
                if (m instanceof RequestVoteRequest request) {
                    call(request, "requestVote", rpcs.args(request), RequestVoteReply.class, rpcs::response);
                } else if (m instanceof AppendEntriesRequest request) {
                    call(request, "appendEntries", rpcs.args(request), AppendEntriesReply.class, rpcs::response);
                }
            }
        } catch (RuntimeException e) {
            fail(e);
        } finally {
            left(sent.size());
        }
    }

    private <R> void call(Message request, String method, Record args, Class<R> reply, Response<R> response) {
        String to = request.to();
        Future<?> unused = ends.get(to)
                .send(method, args, reply)
                .thenAccept(found -> found.ifPresent(r -> replied(response.of(r, to, id))));
    }

    /** A reply as the message that it is. */
    @FunctionalInterface
    private interface Response<R> {
        Message of(R reply, String from, String to);
    }

    private void replied(Message response) {
        leave(step(() -> deliver(response)));
    }

    private void left(int messages) {
        fence.lock();
        try {
            leaving -= messages;
            allLeft.signalAll();
        } finally {
            fence.unlock();
        }
    }

    /** Ends this server for good. After the return it writes no line, saves nothing and sends nothing. */
    @Override
    public void kill() {
        fence.lock();
        try {
            server.crash();
            alarm.cancel();
            while (leaving > 0) {
                allLeft.awaitUninterruptibly();
            }
        } finally {
            fence.unlock();
        }
    }

    /** Whoever looks must learn why: an exception on a thread of the network or the timer reaches nobody. */
    private void fail(RuntimeException e) {
        fence.lock();
        try {
            failure = failure.or(() -> Optional.of(e));
            server.crash();
        } finally {
            fence.unlock();
        }
    }

    /** What was thrown, by the core or by the trace. */
    @Override
    public Optional<String> failure() {
        fence.lock();
        try {
            return failure.map(Thrown::message);
        } finally {
            fence.unlock();
        }
    }
}
