package dev.quorate.impl.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** All workers work, and none for nothing. */
class AllCoresTest {
    private static final int CORES = Runtime.getRuntime().availableProcessors();

    @Test
    void eachCoreHasAWorker() throws Exception {
        AtomicInteger workers = new AtomicInteger();
        AllCores.run(goOn -> workers.incrementAndGet());
        assertEquals(CORES, workers.get());
    }

    /** Whichever of them it is: the others would go on for ever. */
    @Test
    @Timeout(60)
    void workerThatFailsEndsTheOthers() {
        for (int failing = 1; failing <= CORES; failing++) {
            int last = failing;
            AtomicInteger workers = new AtomicInteger();
            IOException thrown = assertThrows(
                    IOException.class,
                    () -> AllCores.run(goOn -> {
                        if (workers.incrementAndGet() == last) {
                            throw new IOException("disk full");
                        }
                        while (goOn.getAsBoolean()) {
                            Thread.onSpinWait();
                        }
                    }));
            assertEquals("disk full", thrown.getMessage());
        }
    }

    @Test
    void whatNobodyExpectedIsThrownAsItIs() {
        assertThrows(
                ArithmeticException.class,
                () -> AllCores.run(goOn -> {
                    throw new ArithmeticException();
                }));
    }
}
