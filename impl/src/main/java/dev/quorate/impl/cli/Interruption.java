package dev.quorate.impl.cli;

import dev.quorate.conformance.tla.WorkFolder;
import java.util.concurrent.CountDownLatch;

/**
 * Ctrl-C while this is open: what is being done is asked to come to an end, and the process ends once it has. The exit
 * code is the JVM's own, 130.
 */
final class Interruption implements AutoCloseable {
    /** That of a process that Ctrl-C has ended. */
    static final int EXIT_CODE = 130;

    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "interruption");
    private volatile boolean asked;

    Interruption() {
        WorkFolder.keep();
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            asked = true; // Ctrl-C came before this, and the JVM waits for nobody
        }
    }

    private void interrupt() {
        asked = true;
        try {
            done.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isAsked() {
        return asked;
    }

    /** Lets the process end; everything is said. */
    @Override
    public void close() {
        WorkFolder.done();
        done.countDown();
        if (!asked) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // it has just begun, and finds that all is done
            }
        }
    }
}
