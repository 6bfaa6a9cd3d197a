package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.tla.DistributedTlc;
import dev.quorate.conformance.tla.MeetingPlace;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.TlcSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of the specification over several processes of this machine. */
@Tag("verify")
class DistributedModelsTest {
    private static final int SERVER_AND_TWO_WORKERS = 3;

    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"MCdeep", "MCwide"})
    void modelHasAsManyStatesAsInOneProcess(String name) throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            MeetingPlace anyPort = new MeetingPlace(MeetingPlace.THIS_MACHINE, 0);
            assertEquals(
                    Optional.empty(),
                    new DistributedTlc(work, TlcSettings.of(2), anyPort, note -> {})
                            .run(Model.named(files.folder(), name), n -> {})
                            .problem());
        }
    }

    @Test
    void toldToEndItEndsAllProcessesAndLeavesNothingBehind() throws Exception {
        Path temporary = Files.createDirectory(work.resolve("tmp"));
        assertAllEnd(temporary, Process::destroy);
        try (Stream<Path> files = Files.list(temporary)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void killedItTakesAllProcessesWithIt() throws Exception {
        assertAllEnd(Files.createDirectory(work.resolve("tmp")), Process::destroyForcibly);
    }

    private void assertAllEnd(Path temporary, Consumer<Process> end) throws Exception {
        Process quorate = start(temporary);
        List<ProcessHandle> processes = List.of();
        while (processes.size() < SERVER_AND_TWO_WORKERS) {
            assertTrue(quorate.isAlive());
            processes = quorate.descendants().toList();
            Thread.onSpinWait();
        }
        end.accept(quorate);
        assertTrue(quorate.waitFor(1, TimeUnit.MINUTES));
        for (ProcessHandle process : processes) {
            process.onExit().get(1, TimeUnit.MINUTES);
        }
    }

    /** The command in a process of its own. */
    private Process start(Path temporary) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Quorate.class.getName(),
                        "model",
                        "MCsmall",
                        "--distributed",
                        "--port=0",
                        "--workers=2",
                        "--out=" + work.resolve("out"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
