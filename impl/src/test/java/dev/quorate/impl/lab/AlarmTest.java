package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class AlarmTest {
    private static final long NEVER = 60_000_000;

    private final LinkedBlockingQueue<Long> rings = new LinkedBlockingQueue<>();
    private final Alarm alarm = new Alarm("alarm", rings::add);

    @AfterEach
    void close() {
        alarm.close();
    }

    @Test
    void itRingsOnce() throws InterruptedException {
        alarm.set(1_000);
        assertTrue(alarm.isLast(rings.take()));
        assertNull(rings.poll(20, TimeUnit.MILLISECONDS));
    }

    @Test
    void aRingFromBeforeItWasSetAnewIsNotTheLast() throws InterruptedException {
        alarm.set(1_000);
        long early = rings.take();
        alarm.set(NEVER);
        assertFalse(alarm.isLast(early));
    }

    @Test
    void settingReplacesWhatWasSetBefore() throws InterruptedException {
        alarm.set(50_000);
        alarm.set(1_000);
        assertTrue(alarm.isLast(rings.take()));
        assertNull(rings.poll(100, TimeUnit.MILLISECONDS));
    }

    @Test
    void itDoesNotRingAfterTheEnd() throws InterruptedException {
        alarm.set(20_000);
        alarm.close();
        assertNull(rings.poll(50, TimeUnit.MILLISECONDS));
        assertEquals(0, LabFixtures.threads().size());
    }
}
