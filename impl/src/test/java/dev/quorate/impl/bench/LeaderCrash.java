package dev.quorate.impl.bench;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One trial of the Raft paper's experiment (section 9.3): a cluster with a leader, which broadcasts a heartbeat and
 * crashes at a random moment before the next one. All followers heard of it at almost the same time, so votes split
 * easily. In virtual time; the same seed gives the same trial.
 */
final class LeaderCrash {
    private static final long TERM = 1;
    private static final int HEARTBEATS_BEFORE = 10;
    private static final Timing PATIENT = new Timing(100_000_000, 200_000_000, 100_000_000, 200_000_000, 50_000_000);

    /**
     * What became of it.
     *
     * @param micros from the crash to the step that received the deciding vote, so detection and election; the
     *     patience if nobody won
     * @param terms that were begun
     */
    record Outcome(long micros, long terms) {}

    private final Agenda agenda = new Agenda();
    private final Timing timing;
    private final Randomness crash;
    private final ImmutableSortedMap<String, LogPosition> logs;
    private final ImmutableSortedMap<String, BusyServer> servers;
    private long voteResponses;

    /** @param trace takes the line of each step */
    LeaderCrash(Timing timing, Conditions conditions, long seed, Consumer<TraceEvent> trace) {
        this.timing = timing;
        this.crash = Randomness.seeded(seed, "crash");
        this.logs = logs(conditions);
        ImmutableSortedMap.Builder<String, BusyServer> all = ImmutableSortedMap.naturalOrder();
        logs.keySet()
                .forEach(id -> all.put(
                        id,
                        new BusyServer(
                                ServerState.initial(id, logs),
                                timing,
                                conditions,
                                seed,
                                agenda,
                                this::deliver,
                                trace)));
        this.servers = all.buildOrThrow();
    }

    private static ImmutableSortedMap<String, LogPosition> logs(Conditions conditions) {
        ImmutableSortedMap.Builder<String, LogPosition> logs = ImmutableSortedMap.naturalOrder();
        for (int n = 0; n < conditions.logs().size(); n++) {
            logs.put("n" + (n + 1), new LogPosition(TERM, conditions.logs().get(n)));
        }
        return logs.buildOrThrow();
    }

    /** The header of a trace of such a trial. */
    static TraceHeader header(Conditions conditions, String specificationSha256, long seed) {
        return RaftTrace.header(specificationSha256, logs(conditions), ImmutableMap.of("seed", RaftTrace.number(seed)));
    }

    private void deliver(Message message) {
        if (message instanceof Message.RequestVoteResponse) {
            voteResponses++;
        }
        servers.get(message.to()).receive(message);
    }

    /**
     * Runs the trial.
     *
     * @param patience how long to wait for a new leader, in microseconds
     */
    Outcome run(long patience) {
        BusyServer leader = settle();
        long term = leader.term();
        leader.timerFires();
        agenda.runUntil(agenda.micros() + crash.between(0, timing.heartbeat() - 1));
        leader.crash();
        long crashed = agenda.micros();
        awaitLeader(crashed + patience);
        long last = servers.values().stream().mapToLong(BusyServer::term).max().orElseThrow();
        return new Outcome(Math.min(patience, agenda.micros() - crashed), last - term);
    }

    /** A leader that all others have followed for some heartbeats; the first candidate need not wait for its timeout. */
    private BusyServer settle() {
        begin();
        Optional<BusyServer> leader = leader();
        while (leader.isEmpty()) {
            awaitLeader(Long.MAX_VALUE);
            agenda.runUntil(agenda.micros() + HEARTBEATS_BEFORE * timing.heartbeat());
            leader = leader();
        }
        return leader.get();
    }

    private BusyServer begin() {
        servers.values().forEach(BusyServer::start);
        BusyServer first = servers.lastEntry().getValue();
        first.timerFires();
        return first;
    }

    private void awaitLeader(long latest) {
        while (leader().isEmpty() && agenda.micros() < latest) {
            checkState(agenda.runNext(), "nothing is to happen any more, and there is no leader");
        }
    }

    /** Of the highest term, if two think they lead. */
    private Optional<BusyServer> leader() {
        BusyServer leader = null;
        for (BusyServer server : servers.values()) {
            if (server.leads() && (leader == null || server.term() > leader.term())) {
                leader = server;
            }
        }
        return Optional.ofNullable(leader);
    }

    /** The broadcast time of section 5.6, in microseconds: all others are asked for a vote, and all of them answer. */
    static long broadcast(Conditions conditions, long seed) {
        LeaderCrash cluster = new LeaderCrash(PATIENT, conditions, seed, event -> {});
        long asked = cluster.begin().busyFor();
        while (cluster.voteResponses < cluster.servers.size() - 1) {
            cluster.agenda.runNext();
        }
        return cluster.agenda.micros() - asked;
    }
}
