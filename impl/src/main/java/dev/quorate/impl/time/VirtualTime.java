package dev.quorate.impl.time;

import static com.google.common.base.Preconditions.checkState;

import dev.quorate.impl.world.Time;
import dev.quorate.impl.world.TimeIsOver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Virtual time: it stands still while anything happens, and leaps to the next event when nothing does. The thread that
 * makes this drives it: whenever that one waits, the events happen, one after another, in the order of the agenda.
 *
 * <p>Threads are real ones that take turns: one runs, until it waits here or ends, while the driver and all others
 * stand. So programs with plain blocking threads are as repeatable as events are, as long as they wait here only. One
 * that waits anywhere else, for a lock whose holder waits here above all, would stand still for ever; that is noticed
 * and told with the place in its code.
 */
public final class VirtualTime implements Time, AutoCloseable {
    private final Agenda agenda = new Agenda();
    private final NamedThreads names = new NamedThreads();
    private final Thread driver = Thread.currentThread();
    private final Semaphore driverMayRun = new Semaphore(0);
    private final List<Turns> all = new ArrayList<>();
    private final Deque<Turns> idle = new ArrayDeque<>();
    private final List<Throwable> failures = new ArrayList<>();
    /** Who runs; the driver if it is null. Written by whoever hands over. */
    private volatile Turns running;

    private volatile boolean closed;
    private boolean driven;
    private boolean stuck;

    /** A thread that takes turns. When its body has ended it waits for another one. */
    private final class Turns implements Runnable {
        final Semaphore mayRun = new Semaphore(0);
        Thread thread;
        String name;
        Runnable body;
        /** Whether it has noticed that it is its turn; on a busy machine that takes a while. */
        volatile boolean awake;

        @Override
        public void run() {
            while (true) {
                awaitTurn();
                if (closed) {
                    return;
                }
                try {
                    body.run();
                } catch (TimeIsOver e) {
                    // it waited until the end
                } catch (RuntimeException | Error e) {
                    if (!closed) { // or somebody's code took the end of time for an exception, and all do so at once
                        failures.add(e);
                    }
                }
                if (closed) {
                    return;
                }
                idle.push(this);
                driverMayRun.release();
            }
        }

        void standBack() {
            driverMayRun.release();
            awaitTurn();
            if (closed) {
                throw new TimeIsOver();
            }
        }

        private void awaitTurn() {
            mayRun.acquireUninterruptibly();
            awake = true;
        }
    }

    @Override
    public long micros() {
        return agenda.micros();
    }

    @Override
    public Appointment after(long micros, Runnable event) {
        checkMine();
        return agenda.after(micros, event);
    }

    @Override
    public void start(String name, Runnable body) {
        checkMine();
        agenda.after(0, () -> begin(name, body));
    }

    private void begin(String name, Runnable body) {
        Turns turns = idle.poll();
        if (turns == null) {
            turns = new Turns();
            turns.thread = names.newThread("turns", turns);
            all.add(turns);
            turns.thread.start();
        }
        turns.name = name;
        turns.body = body;
        giveTurn(turns);
    }

    /** Lets a thread run until it waits or ends. On the driver's thread. */
    private void giveTurn(Turns turns) {
        running = turns;
        turns.awake = false;
        turns.mayRun.release();
        StuckThread watch = new StuckThread(turns.thread);
        try {
            while (!driverMayRun.tryAcquire(StuckThread.LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (turns.awake) {
                    watch.look(turns.name);
                }
            }
        } catch (Stuck e) {
            stuck = true;
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeIsOver();
        }
        running = null;
    }

    @Override
    public void sleep(long micros) {
        checkMine();
        Turns me = running;
        if (me == null) {
            drive(() -> agenda.runUntil(agenda.micros() + micros));
            return;
        }
        agenda.after(micros, () -> giveTurn(me));
        me.standBack();
    }

    @Override
    public <T> T await(CompletableFuture<T> result) {
        checkMine();
        Turns me = running;
        if (me == null) {
            drive(() -> {
                while (!result.isDone()) {
                    checkState(agenda.runNext(), "nothing is to happen any more, and there is no result");
                }
            });
        } else if (!result.isDone()) {
            Future<?> unused = result.whenComplete((value, failure) -> agenda.after(0, () -> giveTurn(me)));
            me.standBack();
        }
        return result.join();
    }

    private void drive(Runnable events) {
        checkState(!driven, "an event waits; what waits needs a thread of its own, from Time.start");
        driven = true;
        try {
            events.run();
        } finally {
            driven = false;
        }
    }

    private void checkMine() {
        if (closed) {
            throw new TimeIsOver();
        }
        Turns turns = running;
        Thread whose = turns == null ? driver : turns.thread;
        checkState(
                Thread.currentThread() == whose,
                "the thread \"%s\" was not started by this virtual time: start threads with Time.start",
                Thread.currentThread().getName());
    }

    /** What threads threw so far, oldest first; what an event throws reaches the driver. */
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    /**
     * Ends all threads, but for one that runs and runs, if {@link Stuck} has told of it.
     *
     * @throws IllegalStateException if one does not end
     */
    @Override
    public void close() {
        closed = true;
        all.forEach(turns -> turns.mayRun.release());
        try {
            names.endAll();
        } catch (IllegalStateException e) {
            if (!stuck) {
                throw e;
            }
        }
    }
}
