package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** The worker processes of a distributed run on this machine. None outlives this JVM (see {@link TlcWithGuard}). */
final class DistributedWorkers implements AutoCloseable {
    /** So long the server may still report progress when all workers have ended, before that means anything. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<Process> workers = new ArrayList<>();
    private final Set<Integer> missed = new HashSet<>();
    private final Consumer<String> notes;
    private long allEndedAt;

    /** All workers of this machine ended half-way. Unchecked, for who finds it is a listener. */
    @SuppressWarnings("serial")
    static final class AllLost extends RuntimeException {}

    /** None yet. */
    DistributedWorkers(Consumer<String> notes) {
        this.notes = notes;
    }

    /**
     * Starts one.
     *
     * @param output the file for what it says
     */
    void start(ImmutableList<String> command, Path folder, Path output) throws IOException {
        workers.add(new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start());
    }

    /**
     * To be called while the server has work.
     *
     * @throws AllLost if nobody on this machine does it
     */
    void watch() {
        noteTheLost();
        if (areLost()) {
            throw new AllLost();
        }
    }

    /** Makes a note of each that was ended while there was work to do: only then is its exit code not zero. */
    private void noteTheLost() {
        for (int n = 0; n < workers.size(); n++) {
            Process worker = workers.get(n);
            if (!worker.isAlive() && worker.exitValue() != 0 && missed.add(n)) {
                notes.accept("worker " + (n + 1) + " ended half-way, with exit code " + worker.exitValue() + " (worker"
                        + (n + 1) + ".out); TLC gives its states to the others");
            }
        }
    }

    /** Whether all have ended, for so long that the server would have said so if they had ended because it has. */
    private boolean areLost() {
        if (workers.isEmpty() || workers.stream().anyMatch(Process::isAlive)) {
            return false;
        }
        long now = System.nanoTime();
        if (allEndedAt == 0) {
            allEndedAt = now;
        }
        return now - allEndedAt > PATIENCE.toNanos();
    }

    @Override
    public void close() {
        workers.forEach(worker -> worker.destroyForcibly().onExit().join());
    }
}
