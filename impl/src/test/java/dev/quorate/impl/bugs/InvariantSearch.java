package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableMap;
import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import dev.quorate.conformance.check.Divergence;
import dev.quorate.conformance.check.RunChecker;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Looks for a mistake with the invariants and properties of the specification alone: what they would find if nobody
 * compared steps with actions. The specification's text is taken with another next-state relation, in which a server
 * may do anything.
 */
final class InvariantSearch implements Search, AutoCloseable {
    private static final String FROM = "\\* STEPS";
    private static final String TO = "Spec == Init";
    private static final String ANYTHING = """
            \\* STEPS

            Anything(i, term, vote, r, votes, log, sent) ==
                /\\ currentTerm' = [currentTerm EXCEPT ![i] = term]
                /\\ votedFor' = [votedFor EXCEPT ![i] = vote]
                /\\ role' = [role EXCEPT ![i] = r]
                /\\ votesGranted' = [votesGranted EXCEPT ![i] = votes]
                /\\ lastLog' = [lastLog EXCEPT ![i] = log]
                /\\ messages' = messages \\cup sent

            Next ==
                \\E i \\in Server :
                    \\E term \\in Nat, vote \\in Server \\cup {Nil}, r \\in {Follower, Candidate, Leader},
                       votes \\in SUBSET Server, log \\in LogPosition, sent \\in SUBSET Message :
                        Anything(i, term, vote, r, votes, log, sent)

            """;

    private final Seeds seeds;
    private final Path folder;
    private final SpecificationShelf shelf;

    /** Ends a run of which nothing more need be known. */
    @SuppressWarnings("serial")
    private static final class Over extends RuntimeException {
        Over(String why) {
            super(why, null, false, false);
        }
    }

    /**
     * Takes the properties of a module.
     *
     * @param spec where the specification is
     */
    InvariantSearch(Seeds seeds, Path spec) throws IOException {
        this.seeds = seeds;
        folder = Files.createTempDirectory("any-steps");
        String text = Files.readString(spec.resolve("RaftElection.tla"));
        int from = text.indexOf(FROM);
        int to = text.indexOf(TO);
        if (from < 0 || to < from) {
            throw new IllegalStateException(
                    "the specification has no steps between \"" + FROM + "\" and \"" + TO + "\"");
        }
        Path module = folder.resolve("RaftElection.tla");
        Files.writeString(module, text.substring(0, from) + ANYTHING + text.substring(to));
        Files.copy(spec.resolve("RaftElection.cfg"), folder.resolve("RaftElection.cfg"));
        shelf = new SpecificationShelf(module);
    }

    @Override
    public Optional<Find> in(Variant variant) throws SpecificationException {
        return seeds.first(Detector.INVARIANT, plan -> broken(variant, plan));
    }

    /** The first property that a run breaks. */
    private Optional<String> broken(Variant variant, SimulationPlan plan) throws SpecificationException {
        RunChecker checker = checker(plan);
        StepLimit limit = new StepLimit();
        try {
            Simulation.run(plan, variant.servers(), event -> {
                limit.accept(event);
                judge(anything(event), checker);
            });
        } catch (RuntimeException e) {
            // the run ends here, and what was seen before counts
        }
        return checker.end().divergence().flatMap(Divergence::violation).map(v -> "breaks " + v.property());
    }

    private RunChecker checker(SimulationPlan plan) throws SpecificationException {
        try {
            return new RunChecker("the run", Simulation.header(plan, ""), shelf);
        } catch (TraceException e) {
            throw new SpecificationException(e.getMessage(), e);
        }
    }

    private static void judge(TraceEvent event, RunChecker checker) {
        try {
            if (!checker.judge(event)) {
                throw new Over("a property is broken");
            }
        } catch (TraceException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private static TraceEvent anything(TraceEvent e) {
        return e.instead(
                "Anything",
                ImmutableMap.<String, Value>builder()
                        .put("i", Value.of(e.node()))
                        .put("term", e.state().get("currentTerm"))
                        .put("vote", e.state().get("votedFor"))
                        .put("r", e.state().get("role"))
                        .put("votes", e.state().get("votesGranted"))
                        .put("log", e.state().get("lastLog"))
                        .put("sent", Value.set(e.sent()))
                        .buildOrThrow());
    }

    @Override
    public void close() throws IOException {
        shelf.close();
        MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
    }
}
