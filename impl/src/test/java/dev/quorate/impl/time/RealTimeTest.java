package dev.quorate.impl.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.quorate.impl.world.TimeIsOver;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What real time promises at its end; that it passes needs no test. */
final class RealTimeTest {
    private static final long MINUTE = 60_000_000;

    private final RealTime time = new RealTime();

    @Test
    void afterItsEndNothingHappensAndNobodyWaits() {
        time.close();
        time.after(1, () -> {
            throw new AssertionError("an event");
        });
        time.start("late", () -> {
            throw new AssertionError("a thread");
        });
        assertThrows(TimeIsOver.class, () -> time.sleep(MINUTE));
        assertThrows(TimeIsOver.class, () -> time.await(new CompletableFuture<>()));
        assertEquals(List.of(), time.failures());
    }

    @Test
    void aThreadThatWaitsIsEndedByTheEnd() {
        CompletableFuture<Void> began = new CompletableFuture<>();
        time.start("waits", () -> {
            began.complete(null);
            time.sleep(MINUTE);
        });
        time.await(began);
        time.close();
        assertEquals(List.of(), time.failures());
    }

    @Test
    void whatAnEventThrowsIsKept() {
        CompletableFuture<Void> thrown = new CompletableFuture<>();
        time.after(1, () -> {
            thrown.complete(null);
            throw new IllegalStateException("oh");
        });
        time.await(thrown);
        time.close();
        assertEquals("oh", time.failures().get(0).getMessage());
    }
}
