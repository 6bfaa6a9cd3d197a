package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AlarmTest {
    private final VirtualTime time = new VirtualTime();
    private final List<Long> rings = new ArrayList<>();
    private final Alarm alarm = new Alarm(time, rings::add);

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void itRingsOnceAndOnTime() {
        alarm.set(1_000);
        time.sleep(999);
        assertEquals(List.of(), rings);
        time.sleep(10_000);
        assertEquals(1, rings.size());
        assertTrue(alarm.isLast(rings.get(0)));
    }

    @Test
    void aRingFromBeforeItWasSetAnewIsNotTheLast() {
        alarm.set(1_000);
        time.sleep(1_000);
        alarm.set(60_000_000);
        assertFalse(alarm.isLast(rings.get(0)));
    }

    @Test
    void settingReplacesWhatWasSetBefore() {
        alarm.set(50_000);
        alarm.set(1_000);
        time.sleep(100_000);
        assertEquals(1, rings.size());
        assertTrue(alarm.isLast(rings.get(0)));
    }

    @Test
    void itDoesNotRingWhenItWasCancelled() {
        alarm.set(20_000);
        alarm.cancel();
        time.sleep(50_000);
        assertEquals(List.of(), rings);
    }
}
