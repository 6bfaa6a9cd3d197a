package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.TimeIsOver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The time of one server, from its start to its crash: the lab's, as long as the server is not frozen. What would
 * happen to a frozen server waits, in its order, and happens when it thaws; its clock goes on meanwhile, as that of a
 * machine does whose program stands still. When its time is over, nothing of it happens any more, and a thread of it
 * ends where it next waits.
 *
 * <p>Whatever its events and threads throw is the server's fault, and told as such. Thread-safe.
 */
final class ServerTime implements Time {
    private final String server;
    private final Time lab;
    private final List<Runnable> waiting = new ArrayList<>();
    private Optional<String> failure = Optional.empty();
    /** Completes at the end of a freeze. */
    private Optional<CompletableFuture<Void>> freeze = Optional.empty();

    private boolean over;

    ServerTime(String server, Time lab) {
        this.server = server;
        this.lab = lab;
    }

    /** Lets nothing of this server happen; a thread that runs goes on until it waits. */
    synchronized void freeze() {
        if (freeze.isEmpty() && !over) {
            freeze = Optional.of(new CompletableFuture<>());
        }
    }

    synchronized boolean isFrozen() {
        return freeze.isPresent();
    }

    /** Lets everything go on: first what waited. */
    void thaw() {
        Optional<CompletableFuture<Void>> thawed;
        ImmutableList<Runnable> missed;
        synchronized (this) {
            thawed = freeze;
            freeze = Optional.empty();
            missed = ImmutableList.copyOf(waiting);
            waiting.clear();
        }
        missed.forEach(event -> lab.after(0, () -> pass(event)));
        thawed.ifPresent(wait -> wait.complete(null));
    }

    /** Nothing of this server happens any more. */
    void end() {
        Optional<CompletableFuture<Void>> thawed;
        synchronized (this) { // in one: what came between would wait, and then happen after all
            over = true;
            waiting.clear();
            thawed = freeze;
            freeze = Optional.empty();
        }
        thawed.ifPresent(wait -> wait.complete(null));
    }

    /** What an event or a thread of this server threw first, in one line. */
    synchronized Optional<String> failure() {
        return failure;
    }

    /** Lets something reach this server: now, or when it thaws. */
    void pass(Runnable event) {
        synchronized (this) {
            if (freeze.isPresent()) {
                waiting.add(event);
                return;
            }
        }
        run("an event of " + server, event);
    }

    private void run(String what, Runnable body) {
        try {
            body.run();
        } catch (TimeIsOver e) {
            // it waited until the end
        } catch (RuntimeException | Error e) {
            String told = what + " " + Thrown.tell(e); // without the lock, as it asks somebody's exception
            synchronized (this) {
                failure = failure.or(() -> Optional.of(told));
            }
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    @Override
    public long micros() {
        return lab.micros();
    }

    @Override
    public Appointment after(long micros, Runnable event) {
        AtomicBoolean cancelled = new AtomicBoolean();
        Runnable unlessCancelled = () -> {
            if (!cancelled.get() && !isOver()) {
                event.run();
            }
        };
        Appointment appointment = lab.after(micros, () -> pass(unlessCancelled));
        return () -> {
            cancelled.set(true);
            appointment.cancel();
        };
    }

    @Override
    public void start(String name, Runnable body) {
        String whose = server + " " + name;
        lab.start(
                whose,
                () -> run("the thread \"" + whose + "\"", () -> {
                    waitWhileFrozen();
                    body.run();
                }));
    }

    @Override
    public void sleep(long micros) {
        lab.sleep(micros);
        waitWhileFrozen();
    }

    @Override
    public <T> T await(CompletableFuture<T> result) {
        try {
            return lab.await(result);
        } finally {
            waitWhileFrozen();
        }
    }

    private void waitWhileFrozen() {
        while (true) {
            Optional<CompletableFuture<Void>> wait;
            synchronized (this) {
                wait = freeze;
            }
            if (isOver()) {
                throw new TimeIsOver();
            }
            if (wait.isEmpty()) {
                return;
            }
            lab.await(wait.get());
        }
    }
}
