package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.server.RaftTrace;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The lab's tests on the Java Raft or on somebody's, each with the verdict on its trace, and the points. */
@Command(
        description = "Runs the election tests of the lab on a Raft, and validates the trace of each.",
        mixinStandardHelpOptions = true,
        footer = {
            "Without --time, all tests run in virtual time, and the two of the assignment in real time too; all in"
                    + " real time if the Raft does not take its time from the lab.",
            "Exit code: 0 all passed and conform, 1 a test failed or a trace is rejected, 2 bad input, 3 a trace is"
                    + " undecided or a test tested nothing."
        })
final class LabCommand implements Callable<Integer> {
    @Option(
            names = "--raft",
            paramLabel = "CLASS",
            description =
                    "the factory of the Raft to test, a RaftFactory or a WorldRaftFactory (default: quorate's own)")
    private String raft;

    @Option(
            names = "--class-path",
            paramLabel = "PATH",
            description = "folders and jars with the classes of that Raft",
            defaultValue = "")
    private String classPath;

    @Option(names = "--time", description = "of the runs: ${COMPLETION-CANDIDATES}")
    private LabTime time;

    @Option(
            names = "--test",
            paramLabel = "NAME",
            description = "run this test; can be given several times (default: all)")
    private List<String> tests = List.of();

    @Option(names = "--seed", description = "whatever is drawn is drawn from it (default: ${DEFAULT-VALUE})")
    private long seed = 1;

    @Option(
            names = "--runs",
            paramLabel = "N",
            description = "of each test, with seeds one after another (default: ${DEFAULT-VALUE})")
    private int runs = 1;

    @Option(names = "--json", description = "print each outcome as one line of JSON, and the points as the last")
    private boolean json;

    @Option(names = "--junit-xml", paramLabel = "FILE", description = "also write a report as JUnit has them")
    private Path junitXml;

    @Option(names = "--out", paramLabel = "FOLDER", description = "for the traces (default: ${DEFAULT-VALUE})")
    private Path out = Path.of("target", "lab");

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, SpecificationException {
        if (runs < 1) {
            throw badUsage("--runs is at least 1");
        }
        ImmutableList<Scenario> scenarios = scenarios();
        try (TestedRaft tested = tested();
                FolderLock lock = FolderLock.of(out);
                SpecificationFiles files = new SpecificationFiles()) {
            LabRuns lab = new LabRuns(
                    tested,
                    files.module(RaftTrace.SPECIFICATION),
                    files.sha256(RaftTrace.SPECIFICATION),
                    lock.folder());
            ImmutableList.Builder<LabOutcome> outcomes = ImmutableList.builder();
            lab.run(plan(scenarios, tested), outcome -> {
                outcomes.add(outcome);
                print(outcome);
            });
            return report(new LabPoints(outcomes.build()));
        }
    }

    private ParameterException badUsage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private TestedRaft tested() {
        if (raft == null && !classPath.isEmpty()) {
            throw badUsage("--class-path needs --raft, the class to look for");
        }
        try {
            return raft == null ? TestedRaft.ours() : TestedRaft.load(raft, classPath);
        } catch (IllegalArgumentException e) {
            throw badUsage(e.getMessage());
        }
    }

    private ImmutableList<Scenario> scenarios() {
        ImmutableList<Scenario> all = ElectionScenarios.all();
        for (String name : tests) {
            if (all.stream().noneMatch(scenario -> scenario.name().equals(name))) {
                throw badUsage("there is no test \"" + name + "\"; there are "
                        + all.stream().map(Scenario::name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(scenario -> tests.isEmpty() || tests.contains(scenario.name()))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<LabRun> plan(ImmutableList<Scenario> scenarios, TestedRaft tested) {
        if (time == LabTime.VIRTUAL && !tested.knowsTime()) {
            throw badUsage(raft + " cannot run in virtual time: only a WorldRaftFactory takes its time from the lab");
        }
        ImmutableList.Builder<LabRun> plan = ImmutableList.builder();
        for (int n = 0; n < runs; n++) {
            for (Scenario scenario : scenarios) {
                for (LabTime of : times(scenario, tested)) {
                    plan.add(new LabRun(scenario, of, seed + n));
                }
            }
        }
        return plan.build();
    }

    private List<LabTime> times(Scenario scenario, TestedRaft tested) {
        if (time != null) {
            return List.of(time);
        } else if (!tested.knowsTime()) {
            return List.of(LabTime.REAL);
        }
        return ElectionScenarios.assignment().contains(scenario)
                ? List.of(LabTime.VIRTUAL, LabTime.REAL)
                : List.of(LabTime.VIRTUAL);
    }

    private void print(LabOutcome outcome) {
        Stream<String> lines = json
                ? Stream.of(LabJson.of(outcome))
                : outcome.lines(surroundings().palette()).stream();
        lines.forEach(spec.commandLine().getOut()::println);
    }

    private Surroundings surroundings() {
        return ((Quorate) spec.root().userObject()).surroundings();
    }

    private int report(LabPoints points) throws IOException {
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            print.println(LabJson.of(points));
        } else {
            print.println();
            points.table().lines().forEach(print::println);
            print.println();
            print.println(points.line(surroundings().palette()));
        }
        if (junitXml != null) {
            String classname = raft == null ? "quorate" : raft;
            JunitReport.write(
                    "quorate lab",
                    points.outcomes().stream().map(o -> o.junit(classname)).collect(ImmutableList.toImmutableList()),
                    junitXml);
        }
        return points.outcomes().stream().mapToInt(o -> o.grade().exitCode).reduce(0, Judged::worse);
    }
}
