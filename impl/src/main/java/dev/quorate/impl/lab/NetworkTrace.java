package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.impl.lab.NetworkReading.Unseen;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.server.LeadershipHistory;
import dev.quorate.impl.world.Clock;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Judges servers that tell nothing, by what the network sees of them: who calls whom, what is answered, who is
 * restarted. Works for any Raft whose RPCs are named requestVote and appendEntries and have Figure 2's fields.
 *
 * <p>The network does not see in which order a server takes its steps, so {@link NetworkReading} puts them in order.
 * First as if a reply were handled the moment it arrives: if the specification allows that, all is well. If not, as if
 * each reply were handled as late as can be and, of a server that was crashed, as if a timeout may have gone unseen.
 * What is not allowed then either is a mistake for certain. What lies between may be a mistake, or a server that is
 * slow: that is left undecided, and told.
 *
 * <p>In virtual time a server handles a reply before anything else happens, unless it waits on purpose; so there what
 * is undecided is nearly always a mistake. Thread-safe.
 */
public final class NetworkTrace implements Wire {
    private static final String UNDECIDED =
            " breaks a rule, or is only slow, or a crash hid what it did, and from outside that cannot be told:"
                    + " run it in virtual time, or instrument it. If nothing is slow, then";

    private final Rpcs rpcs;
    private final String sha256;
    private final Clock clock;
    private final List<Sighting> sightings = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final Set<String> restarted = new HashSet<>();
    private final Map<String, Long> lastCall = new HashMap<>();
    /** Servers that were crashed while they handled something: whether that became durable, nobody saw. */
    private final Set<String> doubtful = new HashSet<>();

    private Optional<String> finding = Optional.empty();

    /** A request that is being handled. */
    private record Open(Object request, Sighting.Delivered since) {}

    /**
     * For one run.
     *
     * @param specificationSha256 of the specification's text, or an empty string
     * @param clock for the times in the trace, which nobody judges
     */
    public NetworkTrace(int servers, String specificationSha256, Clock clock) {
        this.rpcs = Rpcs.among(servers);
        this.sha256 = specificationSha256;
        this.clock = clock;
    }

    @Override
    public synchronized void restarted(String server) {
        if (open.removeIf(o -> o.since.server().equals(server))) {
            doubtful.add(server);
        }
        restarted.add(server);
        sightings.add(new Sighting.Restarted(clock.micros(), server));
    }

    @Override
    public synchronized void called(String from, String to, String method, byte[] request) {
        lastCall.put(from, clock.micros());
        understand(() -> sightings.add(new Sighting.Called(clock.micros(), from, request(from, to, method, request))));
    }

    @Override
    public synchronized void delivered(String to, byte[] request) {
        Sighting.Delivered since = new Sighting.Delivered(clock.micros(), to);
        open.add(new Open(request, since));
        sightings.add(since);
    }

    @Override
    public synchronized void handled(String from, String to, String method, byte[] request, byte[] reply) {
        for (Iterator<Open> all = open.iterator(); all.hasNext(); ) {
            Open o = all.next();
            if (o.request == request && o.since.server().equals(to)) {
                all.remove();
                understand(() -> sightings.add(new Sighting.Handled(
                        clock.micros(),
                        to,
                        request(from, to, method, request),
                        reply(from, to, method, reply),
                        o.since)));
                return;
            }
        }
    }

    @Override
    public synchronized void answered(String from, String to, String method, byte[] request, byte[] reply) {
        understand(() -> sightings.add(new Sighting.Answered(clock.micros(), from, reply(from, to, method, reply))));
    }

    /** The first message that is none of Figure 2's is a finding by itself; what comes after it is not looked at. */
    private void understand(Runnable message) {
        if (finding.isEmpty()) {
            try {
                message.run();
            } catch (IllegalArgumentException e) {
                finding = Optional.of(e.getMessage());
            }
        }
    }

    private Message request(String from, String to, String method, byte[] bytes) {
        String rpc = from + " calls " + method + " of " + to;
        RpcFields fields = RpcFields.of(rpc, bytes);
        Message m = isVote(rpc, method)
                ? rpcs.request(fields.requestVoteArgs(), to)
                : rpcs.request(fields.appendEntriesArgs(), to);
        if (!m.from().equals(from)) {
            throw new IllegalArgumentException(rpc + " in the name of " + m.from() + "; its own index is "
                    + rpcs.ids().indexOf(from));
        }
        return m;
    }

    private Message reply(String from, String to, String method, byte[] bytes) {
        String rpc = to + " answers " + method + " of " + from;
        RpcFields fields = RpcFields.of(rpc, bytes);
        return isVote(rpc, method)
                ? rpcs.response(fields.requestVoteReply(), to, from)
                : rpcs.response(fields.appendEntriesReply(), to, from);
    }

    private static boolean isVote(String rpc, String method) {
        if (method.equalsIgnoreCase("requestVote")) {
            return true;
        } else if (method.equalsIgnoreCase("appendEntries")) {
            return false;
        }
        throw new IllegalArgumentException(rpc + ", which is no RPC of Figure 2: requestVote, appendEntries");
    }

    /**
     * Judges what was seen. To be called once all servers have ended.
     *
     * @param file for the trace that the verdict is about; is written anew
     * @param shelf with {@code RaftElection}
     */
    public synchronized OutsideVerdict judge(Path file, SpecificationShelf shelf)
            throws IOException, TraceException, SpecificationException {
        if (finding.isPresent()) {
            return new OutsideVerdict(finding, Optional.empty(), Optional.empty());
        }
        Verdict prompt = judge(file, Unseen.NOTHING, shelf);
        if (prompt.outcome() != Outcome.REJECTED) {
            return OutsideVerdict.of(prompt);
        }
        Verdict slow = judge(file, Unseen.LATE_REPLIES, shelf);
        if (slow.outcome() == Outcome.REJECTED && mayHaveDied(slow)) {
            slow = judge(file, Unseen.LATE_REPLIES_AND_TIMEOUTS, shelf);
        }
        if (slow.outcome() == Outcome.REJECTED && !doubtful.contains(node(slow))) {
            return OutsideVerdict.of(slow);
        }
        Verdict suspicion = judge(file, Unseen.NOTHING, shelf);
        return new OutsideVerdict(Optional.empty(), Optional.of(undecided(suspicion)), Optional.of(suspicion));
    }

    /**
     * Who led, as far as it was seen, and however slow servers may have been: what they send says it. To be called once all
     * have ended.
     */
    public synchronized History leadership() {
        LeadershipHistory leadership = new LeadershipHistory(rpcs.ids());
        NetworkReading.of(rpcs, ImmutableList.copyOf(sightings), Unseen.LATE_REPLIES)
                .tell(leadership::add);
        return leadership.history();
    }

    /** Whether the server was crashed at some time, or called nobody after the step, as if it had died there. */
    private boolean mayHaveDied(Verdict rejected) {
        String server = node(rejected);
        long step = rejected.divergence().orElseThrow().event().time();
        return restarted.contains(server) || lastCall.getOrDefault(server, 0L) <= step;
    }

    private static String node(Verdict rejected) {
        return rejected.divergence().orElseThrow().event().node();
    }

    private Verdict judge(Path file, Unseen unseen, SpecificationShelf shelf)
            throws IOException, TraceException, SpecificationException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            NetworkReading.of(rpcs, ImmutableList.copyOf(sightings), unseen).write(out, sha256);
        }
        return TraceChecker.check(file, shelf);
    }

    private static Verdict undecided(Verdict rejected) {
        return new Verdict(
                rejected.file(),
                rejected.specification(),
                rejected.events(),
                rejected.notes(),
                Optional.empty(),
                rejected.divergence().map(d -> d.event().node() + UNDECIDED),
                Optional.empty());
    }
}
