package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A JVM for TLC, which exits the one that it runs in. Dies with this JVM. */
final class TlcChild {
    /** What a process that Ctrl-C ended exits with: the terminal sends it to the child too. */
    private static final int CTRL_C = 130;

    private TlcChild() {}

    /**
     * Runs a command to its end.
     *
     * @param listener told each message as soon as it is whole
     * @throws InterruptedException if the thread is interrupted, or this JVM told to end; the child is ended then
     */
    static TlcRun run(ImmutableList<String> command, Path folder, Consumer<TlcMessage> listener)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        AtomicBoolean ending = new AtomicBoolean();
        Thread hook = new Thread(() -> {
            ending.set(true);
            process.destroyForcibly();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        // Its input stays open: the child lives no longer than that (see TlcWithGuard).
        try (BufferedReader output = process.inputReader()) {
            ImmutableList<TlcMessage> messages = TlcMessage.readAll(output, listener);
            int exitCode = process.waitFor();
            if (exitCode == CTRL_C || ending.get()) {
                throw new InterruptedException("TLC was told to end");
            }
            return new TlcRun(exitCode, Duration.ofNanos(System.nanoTime() - start), messages);
        } finally {
            process.destroyForcibly().onExit().join(); // what it still writes would be in the way of who deletes it
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.setName("the JVM is ending already, and the hook with it");
        }
    }
}
