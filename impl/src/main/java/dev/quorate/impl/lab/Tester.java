package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkState;
import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.quorate.impl.server.RaftTrace;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.Time.Appointment;
import dev.quorate.impl.world.TimeIsOver;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The course's tester: makes servers, crashes them, cuts them off, and looks at what they claim. Servers go by their
 * index, from zero; messages and traces call the one with index 0 n1. A check that does not hold throws
 * {@link TestFailed}, as does whatever a server's code throws. At each look it is checked as well that no server's
 * term went back and that no term has two leaders.
 *
 * <p>Not thread-safe: one scenario drives it.
 */
public final class Tester implements AutoCloseable {
    private static final int PROBES = 10;
    private static final Duration BEFORE_A_PROBE = Duration.ofMillis(500);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);
    private static final Duration LONGEST_TEST = Duration.ofMinutes(2);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

    private final ImmutableList<Place> places;
    private final LabNetwork network;
    private final WorldRaftFactory factory;
    private final LabTrace trace;
    private final Wire wire;
    private final SplittableRandom seeds;
    private final Randomness draws;
    private final Time time;
    private final long begin;
    private final Sightings sightings = new Sightings();
    private UnaryOperator<Randomness> chanceOfServers = UnaryOperator.identity();
    private boolean abandoned;

    /**
     * A lab whose servers all run and are all connected, over a network with long delays.
     *
     * @param trace takes the steps of all servers that tell them; stays open
     * @param wire watches what can be seen from outside
     * @param seed whatever is drawn is drawn from it; real time still makes every run different
     * @param time in which all happens; stays open
     * @throws TestFailed if a server cannot be made
     */
    public Tester(int servers, WorldRaftFactory factory, LabTrace trace, Wire wire, long seed, Time time) {
        this.wire = wire;
        this.factory = factory;
        this.trace = trace;
        this.time = time;
        begin = time.micros();
        seeds = new SplittableRandom(seed);
        network = new LabNetwork(time, Randomness.seeded(seeds.nextLong()), wire);
        network.rates(CallRates.CLASSIC.withLongDelays());
        draws = Randomness.seeded(seed, "tester");
        places = RaftTrace.ids(servers).stream().map(Place::new).collect(ImmutableList.toImmutableList());
        try {
            indices().forEach(this::start1);
            indices().forEach(this::connect);
        } catch (TestFailed e) {
            close();
            throw e;
        }
    }

    private IntStream indices() {
        return IntStream.range(0, places.size());
    }

    /** The indices of all servers, whether they run or not, from zero. */
    public ImmutableList<Integer> all() {
        return indices().boxed().collect(ImmutableList.toImmutableList());
    }

    /** What messages and traces call a server. */
    public String name(int server) {
        return places.get(server).id;
    }

    /** How many servers there are. */
    public int servers() {
        return places.size();
    }

    /** Starts a server, or crashes it and starts it again. It is not connected yet. */
    public void start1(int server) {
        crash1(server);
        Place place = places.get(server);
        place.starts++;
        place.time = new ServerTime(place.id, time);
        // New ends: what the old instance may still hold leads nowhere.
        place.ends = places.stream()
                .map(to -> network.makeEnd(place.id + "." + place.starts + " to " + to.id, place.id, place.time))
                .collect(ImmutableList.toImmutableList());
        indices().forEach(to -> network.connect(place.ends.get(to).name(), places.get(to).id));
        if (place.starts > 1) {
            wire.restarted(place.id);
        }
        Randomness chance = chanceOfServers.apply(Randomness.seeded(seeds.nextLong()));
        LabWorld world = new LabWorld(place.time, chance, trace);
        place.raft = ask(
                place,
                "make",
                () -> factory.make(place.ends, server, place.persister, new LinkedBlockingQueue<>(), world));
        network.addServer(place.id, service(place));
        getState(server); // a term that is less than before the crash shows at once
    }

    private Service service(Place place) {
        ServerTime its = place.time;
        Service service =
                isQuick(place) ? Handlers.ofQuick(place.id, place.raft) : Handlers.of(place.id, place.raft, its);
        return (method, request) -> {
            CompletableFuture<Optional<byte[]>> reply = new CompletableFuture<>();
            its.pass(() -> {
                Future<?> unused = service.handle(method, request).whenComplete((bytes, failure) -> {
                    if (failure == null) {
                        reply.complete(bytes);
                    } else {
                        reply.completeExceptionally(failure);
                    }
                });
            });
            return reply;
        };
    }

    /** Ours never waits, so nobody needs a thread to ask it. */
    private static boolean isQuick(Place place) {
        return place.raft instanceof Raft;
    }

    /** Crashes a server, if it runs; what it made durable stays, and nothing else of it goes on. */
    public void crash1(int server) {
        disconnect(server);
        Place place = places.get(server);
        network.deleteServer(place.id);
        place.ends.forEach(end -> network.deleteEnd(end.name())); // whoever still calls there is no server any more
        place.ends = ImmutableList.of();
        if (place.runs()) {
            if (place.answers()) {
                getState(server); // its last term, which it must not fall behind
            }
            kill(place);
            checkHealthy();
            place.persister = place.persister.copy();
            place.raft = null;
        }
    }

    /** First killed, then copied: a step between the two would be in the trace and lost by the restart. */
    private void kill(Place place) {
        if (place.time.isFrozen()) {
            place.time.end(); // or its threads could not end
        }
        ask(place, "kill", () -> {
            place.raft.kill();
            return place;
        });
        place.time.end();
    }

    /** Crashes a server, starts it again at once, and connects it. */
    public void restart(int server) {
        start1(server);
        connect(server);
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

    /** A one-way cut: nothing that one server sends reaches the other, neither request nor reply. */
    public void cutOneWay(int from, int to) {
        network.cut(places.get(from).id, places.get(to).id);
    }

    /** A partial cut: two servers cannot talk, whatever others can. */
    public void cut(int one, int other) {
        cutOneWay(one, other);
        cutOneWay(other, one);
    }

    /** Ends all cuts of {@link #cut} and {@link #cutOneWay}. */
    public void heal() {
        network.heal();
    }

    /** A pause of a server: nothing of it happens, and nothing reaches it, until it thaws. It is not asked either. */
    public void freeze(int server) {
        running(server).time.freeze();
    }

    /** Lets a frozen server go on, beginning with what waited for it. */
    public void thaw(int server) {
        running(server).time.thaw();
    }

    /** The next write of a server fails; by chance its record becomes durable all the same. */
    public void failNextWrite(int server) {
        running(server).persister.failNextWrite(draws.chance(0.5));
    }

    /** Whether a write of this server failed, so that it should have stopped. */
    public boolean writeFailed(int server) {
        return places.get(server).persister.writeFailed();
    }

    /** Servers that start from now on find only a few values in each range that they draw from. */
    public void drawFewValues(int values) {
        chanceOfServers = randomness -> new FewValues(randomness, values);
    }

    /**
     * The connected server that leads; of several, the one in the highest term. Looks at most ten times, each time
     * after half a second.
     */
    public int checkOneLeader() {
        for (int probe = 0; probe < PROBES; probe++) {
            pause(BEFORE_A_PROBE);
            Optional<Integer> leader = leads();
            if (leader.isPresent()) {
                return leader.get();
            }
        }
        throw new TestFailed("expected one leader, got none: at " + now() + " " + told(terms()));
    }

    /** The connected server that leads now, if there is one; of several, the one in the highest term. */
    public Optional<Integer> leads() {
        NavigableMap<Long, List<Integer>> leaders = leaders();
        return leaders.isEmpty()
                ? Optional.empty()
                : Optional.of(leaders.lastEntry().getValue().get(0));
    }

    /** The connected servers that claim to lead, by their term. */
    private NavigableMap<Long, List<Integer>> leaders() {
        checkHealthy();
        NavigableMap<Long, List<Integer>> leaders = new TreeMap<>();
        Map<String, RaftState> states = new LinkedHashMap<>();
        for (int server : connected()) {
            Place place = places.get(server);
            RaftState state = look(place);
            states.put(place.id, state);
            if (state.isLeader()) {
                leaders.computeIfAbsent(state.term(), term -> new ArrayList<>()).add(server);
            }
        }
        leaders.forEach(this::checkAlone);
        states.forEach((server, state) -> sightings.saw(server, state, time.micros()));
        return leaders;
    }

    private void checkAlone(long term, List<Integer> leaders) {
        if (leaders.size() > 1) {
            throw new TestFailed("term " + term + " has " + leaders.size() + " leaders: "
                    + leaders.stream().map(server -> places.get(server).id).collect(joining(", ")));
        }
    }

    /** The term on which all connected servers agree. */
    public long checkTerms() {
        ImmutableMap<Integer, Long> terms = terms();
        ImmutableSet<Long> different = ImmutableSet.copyOf(terms.values());
        if (different.size() != 1) {
            throw new TestFailed("servers disagree on the term: " + told(terms));
        }
        return different.iterator().next();
    }

    private ImmutableMap<Integer, Long> terms() {
        return Maps.toMap(connected(), server -> getState(server).term());
    }

    /** The terms that were compared; a moment later they may be others. */
    private String told(Map<Integer, Long> terms) {
        return terms.entrySet().stream()
                .map(server -> places.get(server.getKey()).id + " is in " + server.getValue())
                .collect(joining(", "));
    }

    /** Checks that no connected server claims to lead. */
    public void checkNoLeader() {
        leaders().forEach((term, leaders) -> {
            throw new TestFailed("expected no leader, but " + places.get(leaders.get(0)).id
                    + " claims to be one, in term " + term + " at " + now());
        });
    }

    /** Lets time pass and checks, ten times a second and at the end, that no connected server claims to lead. */
    public void checkNoLeader(Duration during) {
        checkNoLeader();
        for (Duration left = during; !left.isZero(); ) {
            Duration step = left.compareTo(BETWEEN_LOOKS) < 0 ? left : BETWEEN_LOOKS;
            pause(step);
            left = left.minus(step);
            checkNoLeader();
        }
    }

    /** Lets time pass and looks at all connected servers, a hundred times a second. */
    public void watch(Duration during) {
        long end = micros() + inMicros(during);
        while (micros() < end) {
            pause(Duration.ofMillis(10));
            leaders();
        }
    }

    /**
     * Lets time pass until something is so.
     *
     * @param within looks so long, every two milliseconds
     * @return whether it was so in that time
     */
    public boolean happens(Duration within, BooleanSupplier condition) {
        long end = micros() + inMicros(within);
        while (!condition.getAsBoolean()) {
            if (micros() >= end) {
                return false;
            }
            pause(Duration.ofMillis(2));
        }
        return true;
    }

    /** What a server that runs believes now. */
    public RaftState getState(int server) {
        checkHealthy();
        RaftState state = look(running(server));
        sightings.saw(places.get(server).id, state, time.micros());
        return state;
    }

    private RaftState look(Place place) {
        checkState(!place.time.isFrozen(), "%s is frozen", place.id);
        return ask(place, "getState", place.raft::getState);
    }

    /** A server that runs. */
    public RaftServer raft(int server) {
        return running(server).raft;
    }

    private Place running(int server) {
        Place place = places.get(server);
        checkState(place.runs(), "%s does not run", place.id);
        return place;
    }

    /** The servers that can be asked and reached. */
    public ImmutableList<Integer> connected() {
        return all().stream()
                .filter(server ->
                        places.get(server).connected && places.get(server).answers())
                .collect(ImmutableList.toImmutableList());
    }

    /** Asks a server, which may wait or throw, and then is to blame. */
    private <T> T ask(Place place, String what, Supplier<T> question) {
        if (isQuick(place)) {
            return question.get();
        }
        String whose = place.id + "." + what;
        CompletableFuture<T> answer = new CompletableFuture<>();
        time.start(whose, () -> {
            try {
                T found = question.get();
                if (found == null) {
                    answer.completeExceptionally(new TestFailed(whose + " returned null"));
                } else {
                    answer.complete(found);
                }
            } catch (TimeIsOver e) {
                answer.complete(null); // the server's time, or all time
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(new TestFailed(whose + " " + Thrown.tell(e), e));
            }
        });
        Appointment impatience = time.after(
                inMicros(LONGEST_ANSWER),
                () -> answer.completeExceptionally(
                        new TestFailed(whose + " did not return within " + LONGEST_ANSWER.toSeconds() + " s")));
        try {
            return time.await(answer);
        } catch (CompletionException e) {
            throw e.getCause() instanceof TestFailed failed ? failed : e;
        } finally {
            impatience.cancel();
        }
    }

    private void checkHealthy() {
        for (Place place : places) {
            if (place.runs()) {
                place.raft.failure().ifPresent(reason -> fail(place.id + " failed: " + reason));
            }
            if (place.time != null) {
                place.time.failure().ifPresent(Tester::fail);
            }
        }
        network.failure().ifPresent(Tester::fail);
    }

    private static void fail(String reason) {
        throw new TestFailed(reason);
    }

    /** Lets time pass. */
    public void pause(Duration length) {
        if (micros() - begin > inMicros(LONGEST_TEST)) {
            throw new TestFailed("the test takes longer than " + LONGEST_TEST.toMinutes() + " minutes");
        }
        try {
            time.sleep(inMicros(length));
        } catch (TimeIsOver e) {
            throw new TestFailed("the run was interrupted", e);
        }
    }

    /** Lets up to so much time pass, by chance. */
    public void pauseUpTo(Duration most) {
        pause(Duration.of(draw(1, inMicros(most)), ChronoUnit.MICROS));
    }

    /** A number in {@code low..high}, both included, by chance. */
    public long draw(long low, long high) {
        return draws.between(low, high);
    }

    /** So many different servers, by chance, in the order of their indices. */
    public ImmutableList<Integer> drawServers(int count) {
        List<Integer> left = new ArrayList<>(all());
        while (left.size() > count) {
            left.remove((int) draw(0, left.size() - 1));
        }
        return ImmutableList.copyOf(left);
    }

    /**
     * Ends the test as void if it did not meet what it is about.
     *
     * @param otherwise what did not happen
     * @throws TestVoid if it was not met
     */
    public void mustHaveMet(boolean met, String otherwise) {
        if (!met) {
            throw new TestVoid(otherwise);
        }
    }

    /** Requests that reached a server, over all its restarts. */
    public long rpcCount(int server) {
        return network.getCount(places.get(server).id);
    }

    /** Requests that reached any server. */
    public long rpcCount() {
        return indices().mapToLong(this::rpcCount).sum();
    }

    /** Microseconds of the time in which all happens. */
    public long micros() {
        return time.micros();
    }

    private static long inMicros(Duration length) {
        return TimeUnit.NANOSECONDS.toMicros(length.toNanos());
    }

    private String now() {
        return Sightings.at(micros() - begin);
    }

    /** What carries the servers' calls; it counts them, and faults that concern no single server go there. */
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

    /** Time stands still for ever: nothing can be ended any more, and {@link #close} leaves all as it is. */
    void abandon() {
        abandoned = true;
    }

    /** Ends all servers, then the network. */
    @Override
    public void close() {
        if (abandoned) {
            return;
        }
        for (Place place : places) {
            if (place.runs()) {
                try {
                    kill(place);
                } catch (TestFailed e) {
                    // no second failure of a test that has failed already
                }
            }
        }
        network.close();
    }
}
