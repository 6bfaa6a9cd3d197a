package dev.quorate.impl.lab;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.TimeIsOver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * The course's tester: makes servers, crashes them, cuts them off, and looks at what they claim. Servers go by their
 * index, from zero. A check that does not hold throws {@link TestFailed}.
 *
 * <p>Not thread-safe: one scenario drives it.
 */
public final class Tester implements AutoCloseable {
    private static final int PROBES = 10;
    private static final Duration BEFORE_A_PROBE = Duration.ofMillis(500);

    /** The place of a server, kept over its restarts. */
    private static final class Place {
        final String id;
        ImmutableList<ClientEnd> ends = ImmutableList.of();
        Persister persister = new Persister();
        RaftServer raft;
        int starts;
        boolean connected;

        Place(String id) {
            this.id = id;
        }
    }

    private final ImmutableList<Place> places;
    private final LabNetwork network;
    private final WorldRaftFactory factory;
    private final LabTrace trace;
    private final Wire wire;
    private final SplittableRandom seeds;
    private final Time time;

    /**
     * A lab whose servers all run and are all connected, over a network with long delays.
     *
     * @param trace takes the steps of all servers that tell them; stays open
     * @param wire watches what can be seen from outside
     * @param seed whatever is drawn is drawn from it; real time still makes every run different
     * @param time in which all happens; stays open
     */
    public Tester(int servers, WorldRaftFactory factory, LabTrace trace, Wire wire, long seed, Time time) {
        this.wire = wire;
        this.factory = factory;
        this.trace = trace;
        this.time = time;
        seeds = new SplittableRandom(seed);
        network = new LabNetwork(time, Randomness.seeded(seeds.nextLong()), wire);
        network.rates(CallRates.CLASSIC.withLongDelays());
        places = Raft.ids(servers).stream().map(Place::new).collect(ImmutableList.toImmutableList());
        indices().forEach(this::start1);
        indices().forEach(this::connect);
    }

    private IntStream indices() {
        return IntStream.range(0, places.size());
    }

    /** Starts a server, or crashes it and starts it again. It is not connected yet. */
    public void start1(int server) {
        crash1(server);
        Place place = places.get(server);
        place.starts++;
        // New ends: what the old instance may still hold leads nowhere.
        place.ends = places.stream()
                .map(to -> network.makeEnd(place.id + "." + place.starts + " to " + to.id, place.id))
                .collect(ImmutableList.toImmutableList());
        indices().forEach(to -> network.connect(place.ends.get(to).name(), places.get(to).id));
        if (place.starts > 1) {
            wire.restarted(place.id);
        }
        place.raft = factory.make(
                place.ends,
                server,
                place.persister,
                new LinkedBlockingQueue<>(),
                new LabWorld(time, Randomness.seeded(seeds.nextLong()), trace));
        network.addServer(
                place.id,
                place.raft instanceof Raft
                        ? Handlers.ofQuick(place.id, place.raft)
                        : Handlers.of(place.id, place.raft, time));
    }

    /** Crashes a server, if it runs; what it made durable stays. */
    public void crash1(int server) {
        disconnect(server);
        Place place = places.get(server);
        network.deleteServer(place.id);
        place.ends.forEach(end -> network.deleteEnd(end.name())); // whoever still calls there is no server any more
        place.ends = ImmutableList.of();
        if (place.raft != null) {
            // First killed, then copied: a step between the two would be in the trace and lost by the restart.
            place.raft.kill();
            place.persister = place.persister.copy();
            RaftServer killed = place.raft;
            place.raft = null;
            checkHealthy(place.id, killed);
        }
    }

    /** Lets a server and all connected ones reach each other. */
    public void connect(int server) {
        places.get(server).connected = true;
        enableEnds(server, true);
    }

    /** Cuts a server off from all connected ones. */
    public void disconnect(int server) {
        enableEnds(server, false);
        places.get(server).connected = false;
    }

    private void enableEnds(int server, boolean enabled) {
        indices().filter(other -> places.get(other).connected).forEach(other -> {
            enableEnd(server, other, enabled);
            enableEnd(other, server, enabled);
        });
    }

    private void enableEnd(int from, int to, boolean enabled) {
        if (!places.get(from).ends.isEmpty()) {
            network.enable(places.get(from).ends.get(to).name(), enabled);
        }
    }

    /**
     * The connected server that leads; of several, the one in the highest term. Looks at most ten times, each time
     * after half a second.
     */
    public int checkOneLeader() {
        for (int probe = 0; probe < PROBES; probe++) {
            pause(BEFORE_A_PROBE);
            TreeMap<Long, List<Integer>> leaders = new TreeMap<>();
            for (int server : connected()) {
                RaftState state = getState(server);
                if (state.isLeader()) {
                    leaders.computeIfAbsent(state.term(), term -> new ArrayList<>())
                            .add(server);
                }
            }
            leaders.forEach(Tester::checkAlone);
            if (!leaders.isEmpty()) {
                return leaders.lastEntry().getValue().get(0);
            }
        }
        throw new TestFailed("expected one leader, got none");
    }

    private static void checkAlone(long term, List<Integer> leaders) {
        if (leaders.size() > 1) {
            throw new TestFailed("term " + term + " has " + leaders.size() + " leaders: "
                    + leaders.stream().map(server -> "n" + (server + 1)).collect(joining(", ")));
        }
    }

    /** The term on which all connected servers agree. */
    public long checkTerms() {
        long[] terms = connected().stream()
                .mapToLong(server -> getState(server).term())
                .distinct()
                .toArray();
        if (terms.length != 1) {
            throw new TestFailed("servers disagree on the term: "
                    + connected().stream()
                            .map(server -> places.get(server).id + " is in "
                                    + getState(server).term())
                            .collect(joining(", ")));
        }
        return terms[0];
    }

    /** Checks that no connected server claims to lead. */
    public void checkNoLeader() {
        for (int server : connected()) {
            if (getState(server).isLeader()) {
                throw new TestFailed("expected no leader, but " + places.get(server).id + " claims to be one");
            }
        }
    }

    /** What a server that runs believes now. */
    public RaftState getState(int server) {
        RaftServer raft = raft(server);
        checkHealthy(places.get(server).id, raft);
        return raft.getState();
    }

    /** A server that runs. */
    public RaftServer raft(int server) {
        RaftServer raft = places.get(server).raft;
        if (raft == null) {
            throw new IllegalStateException(places.get(server).id + " does not run");
        }
        return raft;
    }

    private List<Integer> connected() {
        return indices()
                .filter(server -> places.get(server).connected && places.get(server).raft != null)
                .boxed()
                .toList();
    }

    private void checkHealthy(String id, RaftServer raft) {
        raft.failure().ifPresent(reason -> {
            throw new TestFailed(id + " failed: " + reason);
        });
        network.failures().stream().findFirst().ifPresent(reason -> {
            throw new TestFailed(reason);
        });
    }

    /** Lets time pass. */
    public void pause(Duration length) {
        try {
            time.sleep(TimeUnit.NANOSECONDS.toMicros(length.toNanos()));
        } catch (TimeIsOver e) {
            throw new TestFailed("the run was interrupted", e);
        }
    }

    /** Microseconds of the time in which all happens. */
    public long micros() {
        return time.micros();
    }

    public LabNetwork network() {
        return network;
    }

    /** Crashes all servers and checks that every message that was delivered to one has its line in the trace. */
    public void finish() {
        indices().forEach(this::crash1);
        long missing = trace.missingLines();
        if (missing != 0) {
            throw new TestFailed("the trace lacks the lines of " + missing + " messages that were delivered");
        }
    }

    /** Ends all servers, then the network. */
    @Override
    public void close() {
        for (Place place : places) {
            if (place.raft != null) {
                place.raft.kill();
            }
        }
        network.close();
    }
}
