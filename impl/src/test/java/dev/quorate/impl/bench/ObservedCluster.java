package dev.quorate.impl.bench;

import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.LabWorld;
import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.Tester;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.Timing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * A cluster of the lab that is looked at more closely than its tester does: when each server's timer will ring, when a
 * server wins, and what is sent. One thread drives it.
 */
final class ObservedCluster implements AutoCloseable {
    /** What the paper proposes (section 9.3), with a heartbeat in a third of the least timeout. */
    static final Timing TIMING = new Timing(150_000, 300_000, 150_000, 300_000, 50_000);

    private static final long PATIENCE = 10_000_000;
    private static final long LONGEST_BETWEEN_STARTS = 100_000;

    /**
     * A server won.
     *
     * @param at in microseconds of the time in which the cluster runs
     */
    record Win(int server, long term, long at) {}

    /**
     * A leader was lost and another one won, in microseconds.
     *
     * @param took from the cut to the win
     * @param floor what was left, at the cut, of the timeout that was to end first
     * @param terms that it took
     */
    record Failover(long took, long floor, long terms) {
        long overTheFloor() {
            return took - floor;
        }
    }

    private final Time time;
    private final Randomness pauses;
    private final AtomicLongArray rings;
    private final AtomicLong elections = new AtomicLong();
    private final AtomicLong votesAsked = new AtomicLong();
    private final AtomicLong heartbeats = new AtomicLong();
    private final Tester tester;
    private volatile CompletableFuture<Win> nextWin = new CompletableFuture<>();
    private Win last;

    /**
     * A cluster with a leader.
     *
     * @param aligned whether all servers start in the same millisecond, or one after another
     */
    ObservedCluster(int servers, boolean aligned, long seed, Time time) {
        this.time = time;
        pauses = Randomness.seeded(seed, "pauses");
        rings = new AtomicLongArray(servers);
        tester = new Tester(
                servers,
                starting(aligned, Raft.factory(this::step, TIMING)),
                LabTrace.unread(servers),
                wire(),
                seed,
                time);
        last = awaitWin();
    }

    private WorldRaftFactory starting(boolean aligned, WorldRaftFactory factory) {
        return (peers, me, persister, applyCh, world) -> {
            if (!aligned) {
                time.sleep(pauses.between(1, LONGEST_BETWEEN_STARTS));
            }
            Randomness randomness = noting(me, world.randomness());
            return factory.make(peers, me, persister, applyCh, new LabWorld(time, randomness, world.trace()));
        };
    }

    /** A server draws nothing but its timeouts, each as it sets its timer. */
    private Randomness noting(int server, Randomness randomness) {
        return new Randomness() {
            @Override
            public long between(long low, long high) {
                long timeout = randomness.between(low, high);
                rings.set(server, time.micros() + timeout);
                return timeout;
            }

            @Override
            public boolean chance(double probability) {
                return randomness.chance(probability);
            }
        };
    }

    private Step step(ServerState before, Input input) {
        Core core = new ElectionCore();
        Step step = core.step(before, input);
        if (input instanceof Input.ElectionTimeout) {
            elections.incrementAndGet();
        }
        if (before.role() != Role.LEADER && step.state().role() == Role.LEADER) {
            int server = RaftTrace.ids(rings.length()).indexOf(before.id());
            nextWin.complete(new Win(server, step.state().currentTerm(), time.micros()));
        }
        return step;
    }

    private Wire wire() {
        return new Wire() {
            @Override
            public void called(String from, String to, String method, byte[] request) {
                (method.equals("requestVote") ? votesAsked : heartbeats).incrementAndGet();
            }
        };
    }

    private Win awaitWin() {
        CompletableFuture<Win> win = nextWin;
        Time.Appointment tooLate =
                time.after(PATIENCE, () -> win.completeExceptionally(new IllegalStateException("nobody wins")));
        Win won = time.await(win);
        tooLate.cancel();
        return won;
    }

    /** Lets some heartbeats pass, cuts the leader off, waits for the next one and lets the old one return. */
    Failover failover() {
        time.sleep(pauses.between(TIMING.electionMax(), TIMING.electionMax() + 2 * TIMING.heartbeat()));
        Win lost = last;
        nextWin = new CompletableFuture<>();
        long cut = time.micros();
        tester.disconnect(lost.server);
        long floor = IntStream.range(0, rings.length())
                        .filter(server -> server != lost.server)
                        .mapToLong(rings::get)
                        .min()
                        .orElseThrow()
                - cut;
        last = awaitWin();
        tester.connect(lost.server);
        return new Failover(last.at - cut, floor, last.term - lost.term);
    }

    Time time() {
        return time;
    }

    Tester tester() {
        return tester;
    }

    /** How often an election timeout ended. */
    long elections() {
        return elections.get();
    }

    /** How many requests for a vote were sent. */
    long votesAsked() {
        return votesAsked.get();
    }

    /** How many heartbeats were sent. */
    long heartbeats() {
        return heartbeats.get();
    }

    @Override
    public void close() {
        tester.close();
    }
}
