package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/** A JVM for TLC, which exits the one that it runs in. Dies with this JVM. */
final class TlcChild {
    private TlcChild() {}

    /**
     * Runs a command to its end.
     *
     * @param listener told each message as soon as it is whole
     * @throws InterruptedException if the thread is interrupted; the child is ended then
     */
    static TlcRun run(ImmutableList<String> command, Path folder, Consumer<TlcMessage> listener)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        Thread end = new Thread(() -> end(process));
        Runtime.getRuntime().addShutdownHook(end);
        try (BufferedReader output = process.inputReader()) {
            process.getOutputStream().close();
            ImmutableList<TlcMessage> messages = TlcMessage.readAll(output, listener);
            return new TlcRun(process.waitFor(), Duration.ofNanos(System.nanoTime() - start), messages);
        } finally {
            process.destroyForcibly();
            removeHook(end);
        }
    }

    private static void end(Process process) {
        process.destroyForcibly();
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            hook.setName("the JVM is ending already, and the hook with it");
        }
    }
}
