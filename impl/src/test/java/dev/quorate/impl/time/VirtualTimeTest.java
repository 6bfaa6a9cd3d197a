package dev.quorate.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.world.TimeIsOver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
    private static final long HOUR = 3_600_000_000L;

    private final VirtualTime time = new VirtualTime();
    private final List<String> seen = new ArrayList<>();

    @AfterEach
    void close() {
        time.close();
    }

    private void see(String what) {
        seen.add(time.micros() + " " + what);
    }

    @Test
    void eventsHappenInOrderWhileTheDriverWaits() {
        time.after(20, () -> see("second"));
        time.after(10, () -> see("first"));
        time.after(20, () -> see("third"));
        time.after(30, () -> see("cancelled")).cancel();
        time.sleep(HOUR);
        assertEquals(List.of("10 first", "20 second", "20 third"), seen);
        assertEquals(HOUR, time.micros());
    }

    @Test
    void threadsTakeTurnsWhereverTheyWait() {
        for (String name : List.of("a", "b")) {
            time.start(name, () -> {
                see(name);
                time.sleep(10);
                see(name);
                time.sleep(10);
                see(name);
            });
        }
        time.sleep(100);
        assertEquals(List.of("0 a", "0 b", "10 a", "10 b", "20 a", "20 b"), seen);
    }

    @Test
    void aThreadWaitsForAResult() {
        CompletableFuture<String> result = new CompletableFuture<>();
        time.start("waits", () -> see(time.await(result)));
        time.start("gives", () -> {
            time.sleep(50);
            result.complete("result");
        });
        time.sleep(100);
        assertEquals(List.of("50 result"), seen);
    }

    @Test
    void theDriverWaitsForAResult() {
        CompletableFuture<String> result = new CompletableFuture<>();
        time.after(HOUR, () -> result.complete("result"));
        assertEquals("result", time.await(result));
        assertEquals(HOUR, time.micros());
        assertThrows(IllegalStateException.class, () -> time.await(new CompletableFuture<>()));
    }

    @Test
    void whatAThreadThrowsIsKept() {
        time.start("throws", () -> {
            throw new IllegalStateException("oh");
        });
        time.start("goes on", () -> see("alive"));
        time.sleep(1);
        assertEquals(List.of("0 alive"), seen);
        assertEquals("oh", time.failures().get(0).getMessage());
    }

    @Test
    void aThreadThatCatchesTheEndOfTimeEndsAllTheSame() {
        time.start("catches all", () -> {
            try {
                time.sleep(HOUR);
            } catch (TimeIsOver e) {
                seen.add("caught");
            }
        });
        time.sleep(1);
        time.close();
        assertEquals(List.of("caught"), seen);
    }

    @Test
    void aThreadWhoseOwnTimeIsOverHandsOnItsTurn() {
        time.start("ends early", () -> {
            throw new TimeIsOver();
        });
        time.start("goes on", () -> see("alive"));
        time.sleep(1);
        assertEquals(List.of("0 alive"), seen);
        assertEquals(List.of(), time.failures());
    }

    @Test
    void aThreadOfSomebodyElseIsRefused() {
        Throwable refused = assertThrows(
                        ExecutionException.class, () -> CompletableFuture.runAsync(() -> time.after(1, () -> {}))
                                .get())
                .getCause();
        assertTrue(refused.getMessage().contains("was not started by this virtual time"), refused.getMessage());
    }

    @Test
    void aLockThatIsHeldWhileItsHolderWaitsIsToldWithBothPlaces() {
        Object lock = new Object();
        time.start("holder", () -> {
            synchronized (lock) {
                time.sleep(HOUR);
            }
        });
        time.start("n1 ticker", () -> {
            synchronized (lock) {
                see("never");
            }
        });
        String reason = assertThrows(Stuck.class, () -> time.sleep(10)).getMessage();
        assertTrue(reason.startsWith("\"n1 ticker\" waits at dev.quorate.impl.time.VirtualTimeTest"), reason);
        assertTrue(reason.contains("for a lock (a java.lang.Object) whose holder waits at"), reason);
    }

    @Test
    void theEndEndsThreadsThatWait() {
        time.start("waits", () -> {
            try {
                time.sleep(HOUR);
            } catch (TimeIsOver e) {
                seen.add("over");
                throw e;
            }
        });
        time.sleep(1);
        time.close();
        assertEquals(List.of("over"), seen);
        assertThrows(TimeIsOver.class, () -> time.sleep(1));
    }
}
