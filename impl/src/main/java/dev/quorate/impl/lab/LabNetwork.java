package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.HashMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.SetMultimap;
import dev.quorate.impl.world.CallRates;
import dev.quorate.impl.world.FaultPlan.Rates;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Time;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/**
 * The course's simulated network: named servers, and ends that lead to them. What it does to calls by chance is said
 * by {@link CallRates}. A call through an end that is down, or to a server that is not there, fails after a while.
 * Requests and replies cross as bytes, so no object is shared.
 *
 * <p>A call is either answered or lost, never both: it is lost at the moment its end is disabled or its server is
 * removed or replaced, even while the handler runs. So no caller hears from a server that was crashed meanwhile. (The
 * course's network looks every 100 ms; so its callers learn the same, later.)
 *
 * <p>Thread-safe. Handlers and completions run without any lock of it.
 */
public final class LabNetwork implements AutoCloseable {
    private static final class Call {
        final ClientEnd end;
        final String method;
        final byte[] request;
        final CompletableFuture<Optional<byte[]>> result = new CompletableFuture<>();
        /** Whom the request is under way to; nobody, in a dead end. */
        final Optional<Service> service;

        private final Optional<String> to;

        Call(ClientEnd end, String method, byte[] request, Optional<Service> service) {
            this.end = end;
            this.method = method;
            this.request = request;
            this.service = service;
            this.to = end.server;
        }

        String to() {
            return to.orElseThrow();
        }
    }

    private final Time time;
    private final Randomness randomness;
    private final Wire wire;
    private final Map<String, ClientEnd> ends = new HashMap<>();
    private final Map<String, Service> servers = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    /** In the order of the calls. */
    private final Set<Call> pending = new LinkedHashSet<>();
    /** From whom nothing reaches whom. */
    private final SetMultimap<String, String> cuts = HashMultimap.create();

    private final List<String> failures = new ArrayList<>();
    private CallRates rates = CallRates.CLASSIC;
    private long totalCount;
    private long totalBytes;
    private long lostToCuts;
    private boolean closed;

    /**
     * A network without servers.
     *
     * @param time in which it carries calls
     * @param randomness used by this network alone
     */
    public LabNetwork(Time time, Randomness randomness, Wire wire) {
        this.time = time;
        this.randomness = randomness;
        this.wire = wire;
    }

    /** What happens to calls by chance from now on. */
    public synchronized void rates(CallRates newRates) {
        rates = newRates;
    }

    /** What happens to calls by chance now. */
    public synchronized CallRates rates() {
        return rates;
    }

    /**
     * A new end, disabled and connected to nothing.
     *
     * @param owner who calls through it
     * @throws IllegalArgumentException if the name was used before
     */
    public ClientEnd makeEnd(String name, String owner) {
        return makeEnd(name, owner, new ServerTime(owner, time));
    }

    /** As the course's; what comes back reaches the owner in its own time. */
    synchronized ClientEnd makeEnd(String name, String owner, ServerTime ownTime) {
        ClientEnd end = new ClientEnd(this, name, owner, ownTime);
        checkArgument(ends.putIfAbsent(name, end) == null, "there is an end %s already", name);
        return end;
    }

    /** Disables an end for good: it leads nowhere, and nobody watches it. Its name may be used again. */
    public synchronized void deleteEnd(String name) {
        enable(name, false);
        ends.remove(name).server = Optional.empty();
    }

    /** Lets an end lead to a server, whether it exists yet or not. */
    public synchronized void connect(String end, String server) {
        end(end).server = Optional.of(server);
    }

    /** Takes an end up or down. */
    public synchronized void enable(String end, boolean enabled) {
        ClientEnd changed = end(end);
        changed.enabled = enabled;
        if (!enabled) {
            loseAll(call -> call.end == changed && call.service.isPresent());
        }
    }

    /** Adds a server, or puts a new one in its place. */
    public synchronized void addServer(String name, Service service) {
        deleteServer(name);
        servers.put(name, service);
        counts.putIfAbsent(name, 0L);
    }

    /** Removes a server; nothing happens if there is none of this name. */
    public synchronized void deleteServer(String name) {
        Optional<Service> removed = Optional.ofNullable(servers.remove(name));
        loseAll(call -> call.service.isPresent() && call.service.equals(removed));
    }

    /** From now on nothing that one sends reaches the other, neither request nor reply; the way back stays. */
    public synchronized void cut(String from, String to) {
        cuts.put(from, to);
    }

    /** Ends all cuts. */
    public synchronized void heal() {
        cuts.clear();
    }

    /** How many requests were given to servers of this name, whatever became of the replies. */
    public synchronized long getCount(String server) {
        checkArgument(counts.containsKey(server), "there was never a server %s", server);
        return counts.get(server);
    }

    /** How many calls were made, those into dead ends included. */
    public synchronized long getTotalCount() {
        return totalCount;
    }

    /** The bytes of all requests, and of the replies that arrived. */
    public synchronized long getTotalBytes() {
        return totalBytes;
    }

    /** How many requests and replies were lost because of a cut. */
    public synchronized long getLostToCuts() {
        return lostToCuts;
    }

    /** What servers did wrong in their handlers, one line each, oldest first. */
    public synchronized ImmutableList<String> failures() {
        return ImmutableList.copyOf(failures);
    }

    /** The first of the {@link #failures}. */
    synchronized Optional<String> failure() {
        return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(0));
    }

    synchronized CompletableFuture<Optional<byte[]>> call(ClientEnd end, String method, byte[] request) {
        totalCount++;
        totalBytes += request.length;
        end.server.ifPresent(to -> wire.called(end.owner(), to, method, request));
        Optional<Service> service = end.server
                .filter(to -> end.enabled && !loseToCut(end.owner(), to))
                .map(servers::get);
        Call call = new Call(end, method, request, service);
        if (closed) {
            call.result.complete(Optional.empty());
            return call.result;
        }
        pending.add(call);
        if (service.isEmpty()) {
            time.after(randomness.between(0, rates.longestDeadEnd() - 1), () -> lose(call));
            return call.result;
        }
        boolean lost = perMille(rates.requests().lossPerMille());
        time.after(delay(rates.requests()), lost ? () -> lose(call) : () -> deliver(call));
        if (perMille(rates.requests().duplicationPerMille())) {
            time.after(delay(rates.requests()), () -> deliver(call));
        }
        return call.result;
    }

    private boolean loseToCut(String from, String to) {
        boolean cut = cuts.containsEntry(from, to);
        if (cut) {
            lostToCuts++;
        }
        return cut;
    }

    private boolean perMille(int rate) {
        return rate > 0 && randomness.chance(rate / 1000.0);
    }

    private long delay(Rates of) {
        return perMille(of.latePerMille())
                ? randomness.between(of.maxDelay(), of.latest())
                : randomness.between(of.minDelay(), of.maxDelay());
    }

    /** A request arrives; the copy of one arrives even if its call is over. */
    private void deliver(Call call) {
        Service service = call.service.orElseThrow();
        synchronized (this) {
            if (closed
                    || servers.get(call.to()) != service
                    || !call.end.enabled
                    || loseToCut(call.end.owner(), call.to())) {
                lose(call);
                return;
            }
            counts.merge(call.to(), 1L, Long::sum);
            wire.delivered(call.to(), call.request);
        }
        Future<?> unused = service.handle(call.method, call.request).whenComplete((reply, failure) -> {
            if (failure != null) {
                blame(Thrown.message(failure));
            }
            if (failure != null || reply.isEmpty()) {
                lose(call);
            } else {
                sendBack(call, reply.get());
            }
        });
    }

    private synchronized void blame(String failure) {
        failures.add(failure);
    }

    private void sendBack(Call call, byte[] reply) {
        synchronized (this) {
            wire.handled(call.end.owner(), call.to(), call.method, call.request, reply);
            boolean lost = loseToCut(call.to(), call.end.owner())
                    || perMille(rates.replies().lossPerMille());
            if (lost) {
                lose(call);
                return;
            }
            boolean held = rates.heldReplies() > 0 && randomness.chance(rates.heldReplies());
            long delay = held ? CallRates.heldReply(randomness) : delay(rates.replies());
            if (delay > 1) {
                time.after(delay, () -> bring(call, reply));
                return;
            }
        }
        bring(call, reply);
    }

    /** Gives the caller its reply, or keeps it for a caller that stands still. */
    private void bring(Call call, byte[] reply) {
        call.end.time().pass(() -> answer(call, reply));
    }

    private void answer(Call call, byte[] reply) {
        synchronized (this) {
            if (!pending.remove(call)) {
                return;
            }
            totalBytes += reply.length;
            wire.answered(call.end.owner(), call.to(), call.method, call.request, reply);
        }
        call.result.complete(Optional.of(reply));
    }

    private synchronized void loseAll(Predicate<Call> which) {
        pending.stream().filter(which).collect(ImmutableList.toImmutableList()).forEach(this::lose);
    }

    /** Who waits for it learns it on another thread, which no lock of the network holds up. */
    private synchronized void lose(Call call) {
        if (pending.remove(call)) {
            time.after(0, () -> call.end.time().pass(() -> call.result.complete(Optional.empty())));
        }
    }

    private ClientEnd end(String name) {
        ClientEnd end = ends.get(name);
        checkArgument(end != null, "there is no end %s", name);
        return end;
    }

    /** Loses what is under way; calls after this are lost. Its time goes on. */
    @Override
    public void close() {
        ImmutableList<Call> lost;
        synchronized (this) {
            closed = true;
            lost = ImmutableList.copyOf(pending);
            pending.clear();
        }
        lost.forEach(call -> call.result.complete(Optional.empty()));
    }
}
