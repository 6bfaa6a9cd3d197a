package dev.quorate.impl.lab;

import static com.google.common.base.Preconditions.checkArgument;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.ValueJson;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.server.RaftForm;
import dev.quorate.impl.world.Randomness;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * The course's simulated network, reliable: named servers, and ends that lead to them. A call through an end that is
 * up reaches its server at once; through any other it fails, after a while. Requests and replies cross as bytes, so
 * no object is shared.
 *
 * <p>A call is either answered or lost, never both: it is lost at the moment its end is disabled or its server is
 * removed or replaced, even while the handler runs. So no caller hears from a server that was crashed meanwhile.
 *
 * <p>Thread-safe. Handlers and completions run on threads of the network, without any lock of it. A call costs one
 * change of threads: the one that runs the handler also brings the reply.
 */
public final class LabNetwork implements AutoCloseable {
    /** What a server offers. */
    @FunctionalInterface
    public interface Service {
        /**
         * Handles one request; may be called by several threads at a time.
         *
         * @return the reply, or nothing if the server does not answer: it is dead
         */
        Optional<Message> handle(Message request);
    }

    /** How long a caller waits at most until it learns that its end leads nowhere. */
    public enum DeadEnd {
        SHORT(Duration.ofMillis(100)),
        /** Punishes a caller that waits. */
        LONG(Duration.ofSeconds(7));

        private final long micros;

        DeadEnd(Duration longest) {
            this.micros = TimeUnit.NANOSECONDS.toMicros(longest.toNanos());
        }
    }

    private static final int WARM_THREADS = 8;

    /** A call under way: through which end, and to which server; to none if it fails after a while. */
    private record Call(ClientEnd end, Optional<Service> service, CompletableFuture<Optional<Message>> result) {}

    private final Randomness randomness;
    private final Map<String, ClientEnd> ends = new HashMap<>();
    private final Map<String, Service> servers = new HashMap<>();
    private final Map<String, Long> counts = new HashMap<>();
    private final Set<Call> pending = new HashSet<>();
    private final LabThreads started = new LabThreads("network");
    private final ThreadPoolExecutor threads;
    private final ScheduledThreadPoolExecutor delays;
    private DeadEnd deadEnd = DeadEnd.SHORT;
    private long totalCount;
    private long totalBytes;
    private boolean closed;

    /**
     * A network without servers.
     *
     * @param randomness used by this network alone
     */
    public LabNetwork(Randomness randomness) {
        this.randomness = randomness;
        // No queue: a request that waits for a thread would let its candidate overlap with another.
        threads = new ThreadPoolExecutor(
                WARM_THREADS, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), started);
        threads.prestartAllCoreThreads();
        delays = new ScheduledThreadPoolExecutor(1, started);
    }

    /** What a call into a dead end costs from now on. */
    public synchronized void deadEnds(DeadEnd delay) {
        deadEnd = delay;
    }

    /**
     * A new end, disabled and connected to nothing.
     *
     * @throws IllegalArgumentException if the name was used before
     */
    public synchronized ClientEnd makeEnd(String name) {
        ClientEnd end = new ClientEnd(this, name);
        checkArgument(ends.putIfAbsent(name, end) == null, "there is an end %s already", name);
        return end;
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
            lose(call -> call.end == changed && call.service.isPresent());
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
        lose(call -> call.service.isPresent() && call.service.equals(removed));
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

    CompletableFuture<Optional<Message>> call(ClientEnd end, Message request) {
        byte[] bytes = encode(request);
        synchronized (this) {
            Optional<Service> service = end.enabled ? end.server.map(servers::get) : Optional.empty();
            Call call = new Call(end, service, new CompletableFuture<>());
            totalCount++;
            totalBytes += bytes.length;
            if (closed) {
                call.result.complete(Optional.empty());
            } else if (service.isPresent()) {
                counts.merge(end.server.orElseThrow(), 1L, Long::sum);
                pending.add(call);
                threads.execute(() -> serve(call, service.get(), bytes));
            } else {
                pending.add(call);
                Future<?> unused = delays.schedule(
                        () -> lose(call::equals), randomness.between(0, deadEnd.micros - 1), TimeUnit.MICROSECONDS);
            }
            return call.result;
        }
    }

    private void serve(Call call, Service service, byte[] request) {
        try {
            Optional<Message> reply = service.handle(decode(request));
            if (reply.isEmpty()) {
                lose(call::equals);
            } else {
                bring(call, encode(reply.get()));
            }
        } catch (RuntimeException e) {
            call.result.completeExceptionally(e);
            lose(call::equals);
        }
    }

    private void bring(Call call, byte[] reply) {
        synchronized (this) {
            if (!pending.remove(call)) {
                return;
            }
            totalBytes += reply.length;
        }
        call.result.complete(Optional.of(decode(reply)));
    }

    private synchronized void lose(Predicate<Call> which) {
        ImmutableList<Call> lost = pending.stream().filter(which).collect(ImmutableList.toImmutableList());
        lost.forEach(pending::remove);
        lost.forEach(call -> threads.execute(() -> call.result.complete(Optional.empty())));
    }

    private ClientEnd end(String name) {
        ClientEnd end = ends.get(name);
        checkArgument(end != null, "there is no end %s", name);
        return end;
    }

    private static byte[] encode(Message message) {
        return ValueJson.encode(RaftForm.of(message));
    }

    private static Message decode(byte[] bytes) {
        return RaftForm.message(ValueJson.decode(bytes));
    }

    /**
     * Loses what is under way and ends all threads; handlers that still run are interrupted. Calls after this are
     * lost.
     *
     * @throws IllegalStateException if a handler does not end
     */
    @Override
    public void close() {
        ImmutableList<Call> lost;
        synchronized (this) {
            closed = true;
            lost = ImmutableList.copyOf(pending);
            pending.clear();
            threads.shutdownNow();
            delays.shutdownNow();
        }
        lost.forEach(call -> call.result.complete(Optional.empty()));
        started.awaitEnd();
    }
}
