package dev.quorate.impl.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.Retelling;
import dev.quorate.conformance.check.Retelling.Retold;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.ErrorTrace;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.PlainTlcRun;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Behaviours that TLC draws at random from the specification, as traces: no Java took part in their steps. */
final class TlcBehaviours {
    private static final ImmutableMap<String, Value> CONSTANTS = ImmutableMap.of(
            "Server", Value.set(List.of(Value.of("n1"), Value.of("n2"), Value.of("n3"))), "Nil", Value.of("none"));
    private static final String MODEL = "MCbehaviours";

    private TlcBehaviours() {}

    /**
     * Draws behaviours.
     *
     * @param folder an empty one
     * @param shelf of the specification
     * @return the lines of each as a trace, without line ends
     */
    static ImmutableList<ImmutableList<String>> draw(
            int behaviours, int depth, long seed, Path folder, SpecificationShelf shelf)
            throws IOException, InterruptedException, SpecificationException {
        simulate(behaviours, depth, seed, folder, shelf.module());
        ImmutableList.Builder<ImmutableList<String>> traces = ImmutableList.builder();
        for (Path file : files(folder)) {
            traces.add(lines(Retelling.of(ErrorTrace.read(file), CONSTANTS, Optional.empty(), "", shelf)));
        }
        return traces.build();
    }

    private static void simulate(int behaviours, int depth, long seed, Path folder, Path module)
            throws IOException, InterruptedException {
        Files.copy(module, folder.resolve(module.getFileName()));
        Files.writeString(folder.resolve(MODEL + ".tla"), """
                ---- MODULE MCbehaviours ----
                EXTENDS RaftElection
                Logs == {[term |-> 0, index |-> 0], [term |-> 1, index |-> 1]}
                ====
                """);
        Files.writeString(folder.resolve(MODEL + ".cfg"), """
                SPECIFICATION Spec
                CONSTANTS
                    Server = {"n1", "n2", "n3"}
                    Nil = "none"
                    LogPosition <- Logs
                """);
        PlainTlcRun run = PlainTlcRun.in(
                folder,
                "-simulate",
                "file=behaviour,num=" + behaviours,
                "-depth",
                Integer.toString(depth),
                "-seed",
                Long.toString(seed),
                MODEL);
        if (run.exitCode() != 0) {
            throw new AssertionError(run.output());
        }
    }

    /** In the order in which they were drawn. */
    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().matches("behaviour_0_\\d+"))
                    .sorted(Comparator.comparingInt(file ->
                            Integer.parseInt(file.getFileName().toString().replaceFirst("behaviour_0_", ""))))
                    .toList();
        }
    }

    private static ImmutableList<String> lines(Retold retold) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TraceWriter writer = new TraceWriter(bytes, retold.header())) {
            retold.events().forEach(writer::write);
        }
        return bytes.toString(UTF_8).lines().collect(ImmutableList.toImmutableList());
    }
}
