package dev.quorate.conformance.tla;

import static dev.quorate.conformance.TraceText.module;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpecificationsTest {
    private static final String GOOD = """
            ---- MODULE Tiny ----
            EXTENDS Naturals
            CONSTANT Node
            VARIABLES x, net
            Init == x = [n \\in Node |-> 0] /\\ net = {}
            Step(n) == x' = [x EXCEPT ![n] = x[n] + 1] /\\ UNCHANGED net
            Next == \\E n \\in Node : Step(n)
            Spec == Init /\\ [][Next]_<<x, net>>
            Low == \\A n \\in Node : x[n] < 9
            ====
            """;
    private static final String CONFIG = "SPECIFICATION Spec\nINVARIANTS Low\n";
    /** A name that no other test on this machine has, to know the own folders by. */
    private static final String OWN = "p" + ProcessHandle.current().pid();

    private static final Value NODES = Value.set(List.of(Value.of("a"), Value.of("b"), Value.of(OWN)));

    @TempDir
    Path folder;

    private Set<Path> leftBefore;

    @BeforeEach
    void lookAtTheTempFolder() throws IOException {
        leftBefore = workFolders();
    }

    @AfterEach
    void nothingIsLeftInTheTempFolder() throws IOException {
        assertEquals(leftBefore, workFolders());
    }

    private static Set<Path> workFolders() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(SpecificationsTest::isOwn).collect(Collectors.toSet());
        }
    }

    private static boolean isOwn(Path file) {
        try {
            return file.getFileName().toString().startsWith("quorate-spec")
                    && Files.readString(file.resolve("Judge.tla")).contains(OWN);
        } catch (IOException e) {
            return false; // another's, that is just being deleted
        }
    }

    private SpecificationRequest written(String text, String config) throws IOException {
        return written(text, config, ImmutableMap.of("Node", NODES), "net");
    }

    private SpecificationRequest written(
            String text, String config, ImmutableMap<String, Value> constants, String network) throws IOException {
        Path file = Files.writeString(folder.resolve("Tiny.tla"), text);
        Files.writeString(folder.resolve("Tiny.cfg"), config);
        return new SpecificationRequest(file, constants, network);
    }

    /** What is said of a specification, without the folder. */
    private String refusal(SpecificationRequest request) {
        String message = assertThrows(SpecificationException.class, () -> Specifications.load(request)
                        .close())
                .getMessage();
        assertEquals(1, message.lines().count(), message);
        return message.replace(folder + "/", "");
    }

    @Test
    void goodSpecificationIsLoaded() throws Exception {
        try (Specification tiny = Specifications.load(written(GOOD, CONFIG))) {
            assertEquals(ImmutableSet.of("x", "net"), tiny.variables());
            assertEquals(List.of("n"), tiny.actions().get("Step").params());
            assertEquals(List.of("Low"), tiny.watch().properties());
            assertEquals(1, workFolders().size() - leftBefore.size());
        }
    }

    @Test
    void moduleThatDoesNotParseIsRefusedWithThePlace() throws IOException {
        assertEquals(
                "Tiny.tla: does not parse: module Tiny, line 7, column 9: Was expecting \"Expression or Instance\" Encountered \")\"",
                refusal(written(GOOD.replace("Next ==", "Next ==").replace("Next == \\E", "Next == ) \\E"), CONFIG)));
    }

    @Test
    void operatorThatNobodyDefinesIsRefusedWithThePlace() throws IOException {
        assertEquals(
                "Tiny.tla: does not parse: module Tiny, line 6, column 34: Unknown operator: `y'.",
                refusal(written(GOOD.replace("= x[n] + 1", "= y[n] + 1"), CONFIG)));
    }

    @Test
    void characterThatIsNoneOfTlaIsRefusedWithThePlace() throws IOException {
        String refusal = refusal(written(GOOD.replace("x[n] < 9", "x[n] ? 9"), CONFIG));
        assertTrue(refusal.startsWith("Tiny.tla: does not parse: module Tiny, line 9, column"), refusal);
    }

    @Test
    void moduleThatIsExtendedAndNotThereIsNamed() throws IOException {
        String refusal = refusal(written(GOOD.replace("Naturals", "Naturals, Unnaturals"), CONFIG));
        assertEquals(
                "Tiny.tla: does not parse: there is no module Unnaturals, neither beside it nor among the standard ones",
                refusal);
    }

    @Test
    void emptyModuleIsRefused() throws IOException {
        String refusal = refusal(written("", CONFIG));
        assertEquals(
                "Tiny.tla: does not parse: module Tiny (nothing says why; a file X.tla begins with ---- MODULE X ---- and ends with ====)",
                refusal);
    }

    @Test
    void moduleOfAnotherNameIsRefused() throws IOException {
        String refusal = refusal(written(GOOD.replace("MODULE Tiny", "MODULE Small"), CONFIG));
        assertEquals(
                "Tiny.tla: does not parse: module Tiny (nothing says why; a file X.tla begins with ---- MODULE X ---- and ends with ====)",
                refusal);
    }

    @Test
    void missingFilesAreNamed() throws IOException {
        SpecificationRequest request = written(GOOD, CONFIG);
        Files.delete(folder.resolve("Tiny.cfg"));
        assertEquals("Tiny.cfg: missing; it names the behaviour and the properties to judge by", refusal(request));
        Files.delete(request.module());
        assertEquals("Tiny.tla: no such TLA+ module", refusal(request));
        assertEquals(
                folder + ": no such TLA+ module", refusal(new SpecificationRequest(folder, ImmutableMap.of(), "net")));
        assertEquals(
                "/: no such TLA+ module",
                refusal(new SpecificationRequest(folder.getRoot(), ImmutableMap.of(), "net")));
    }

    @Test
    void configurationWithoutABehaviourIsRefused() throws IOException {
        assertEquals(
                "Tiny.cfg: has no line SPECIFICATION; it names the behaviour to judge by",
                refusal(written(GOOD, "INVARIANTS Low\n")));
    }

    @Test
    void configurationThatNamesWhatIsNotThereIsRefused() throws IOException {
        assertEquals(
                "Tiny.tla: Tiny.cfg and the trace's constants do not fit it: The invariant High specified in the configuration file is not defined in the specification.",
                refusal(written(GOOD, CONFIG.replace("Low", "High"))));
        assertEquals(
                "Tiny.tla: Tiny.cfg and the trace's constants do not fit it: The name Behaviour specified in the configuration file is not defined in the specification.",
                refusal(written(GOOD, CONFIG.replace("Spec\n", "Behaviour\n"))));
        assertEquals(
                "Tiny.tla: Tiny.cfg and the trace's constants do not fit it: The property Nice specified in the configuration file is not defined in the specification.",
                refusal(written(GOOD, CONFIG + "PROPERTIES Nice\n")));
        assertEquals(
                "Tiny.tla: Tiny.cfg and the trace's constants do not fit it: The invariant FOO specified in the configuration file is not defined in the specification.",
                refusal(written(GOOD, CONFIG + "FOO Nice\n")));
    }

    @Test
    void behaviourThatTakesNoStepIsRefused() throws IOException {
        assertEquals(
                "Tiny.tla: cannot be loaded: The configuration file did not specify the next state predicate.",
                refusal(written(GOOD.replace("Init /\\ [][Next]_<<x, net>>", "Init"), CONFIG)));
    }

    @Test
    void constantsThatDoNotFitAreNamed() throws IOException {
        assertEquals("missing; Tiny needs it", refusal(written(GOOD, CONFIG, ImmutableMap.of(), "net")));
        assertEquals(
                "Tiny.tla: Tiny.cfg and the trace's constants do not fit it: In the configuration file, the identifier Max does not appear in the specification.",
                refusal(written(GOOD, CONFIG, ImmutableMap.of("Node", NODES, "Max", NODES), "net")));
        assertEquals(
                "the trace's constant \"a b\" is not a name of TLA+",
                refusal(written(GOOD, CONFIG, ImmutableMap.of("Node", NODES, "a b", NODES), "net")));
    }

    @Test
    void constantsOfAllKindsReachTheSpecification() throws Exception {
        Value kinds = new Value.Seq(ImmutableList.of(
                Value.of(-5),
                Value.of("a\"b\\c\n"),
                Value.of(true),
                Value.record(Map.of("f", NODES)),
                Value.record(Map.of("not a name", Value.of(1))),
                Value.function(ImmutableMap.of(Value.of(0), Value.of(1), Value.of(7), Value.of(2)))));
        String text = GOOD.replace("CONSTANT Node", "CONSTANTS Node, Kinds").replace("|-> 0]", "|-> Kinds]");
        try (Specification tiny = Specifications.load(
                written(text, "SPECIFICATION Spec\n", ImmutableMap.of("Node", NODES, "Kinds", kinds), "net"))) {
            assertEquals(kinds, tiny.initialState(Map.of()).row("x", "a").orElseThrow());
        }
    }

    @Test
    void networkThatIsNoVariableIsRefused() throws IOException {
        assertEquals(
                "Tiny has no variable \"wire\"",
                refusal(written(GOOD, CONFIG, ImmutableMap.of("Node", NODES), "wire")));
    }

    @Test
    void networkThatIsNoSetIsRefused() throws Exception {
        try (Specification tiny = Specifications.load(written(GOOD, CONFIG, ImmutableMap.of("Node", NODES), "x"))) {
            assertEquals(
                    "x is no set",
                    assertThrows(SpecificationException.class, () -> tiny.initialState(Map.of()))
                            .getMessage());
        }
    }

    @Test
    void actionWithAnArgumentThatIsNoQuantifiedSymbolIsRefused() throws IOException {
        assertEquals(
                "Tiny:7:25: the arguments of Step must be just the symbols that the next-state relation"
                        + " quantifies over: Step(CHOOSE k \\in Node : TRUE)",
                refusal(written(GOOD.replace(": Step(n)", ": Step(CHOOSE k \\in Node : TRUE)"), CONFIG)));
    }

    @Test
    void actionThatStandsTwiceIsRefused() throws IOException {
        assertEquals(
                "Tiny:7:36: Step stands in the next-state relation twice",
                refusal(written(GOOD.replace(": Step(n)", ": Step(n) \\/ Step(n)"), CONFIG)));
    }

    /** The values of x at a after some steps, in turn with another specification that counts otherwise. */
    @Test
    void twoSpecificationsAtOnceDoNotDisturbEachOther() throws Exception {
        SpecificationRequest byOne = written(GOOD, CONFIG);
        Path other = Files.createDirectories(folder.resolve("other"));
        Path file = Files.writeString(
                other.resolve("Tiny.tla"),
                GOOD.replace("x, net", "net, x")
                        .replace("x[n] + 1", "x[n] + 100")
                        .replace("Low", "Odd"));
        Files.writeString(other.resolve("Tiny.cfg"), CONFIG.replace("Low", "Odd"));
        SpecificationRequest byHundred =
                new SpecificationRequest(file, ImmutableMap.of("Node", Value.set(List.of(Value.of("a")))), "net");
        try (Specification one = Specifications.load(byOne);
                Specification hundred = Specifications.load(byHundred)) {
            State slow = one.initialState(Map.of());
            State fast = hundred.initialState(Map.of());
            for (int n = 1; n <= 3; n++) {
                slow = one.successors(slow, "Step", Map.of("n", Value.of("a"))).get(0);
                fast = hundred.successors(fast, "Step", Map.of("n", Value.of("a")))
                        .get(0);
                assertEquals(Value.of(n), slow.row("x", "a").orElseThrow());
                assertEquals(Value.of(n * 100L), fast.row("x", "a").orElseThrow());
            }
            assertEquals(3, one.instances(slow, "Step").size());
            assertEquals(1, hundred.instances(fast, "Step").size());
        }
    }

    private static int count(SpecificationRequest request, int steps) throws SpecificationException {
        try (Specification tiny = Specifications.load(request)) {
            State state = tiny.initialState(Map.of());
            for (int n = 0; n < steps; n++) {
                state = tiny.successors(state, "Step", Map.of("n", Value.of("b")))
                        .get(0);
            }
            return ((Value.Int) state.row("x", "b").orElseThrow()).value();
        }
    }

    @Test
    void twoThreadsLoadAndEvaluateAtOnce() throws Exception {
        SpecificationRequest request = written(GOOD, CONFIG);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<Integer>> counts = List.of(() -> count(request, 300), () -> count(request, 400));
            List<Future<Integer>> done = threads.invokeAll(counts);
            assertEquals(300, done.get(0).get());
            assertEquals(400, done.get(1).get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void specificationAmongTheResourcesTellsItsActions() throws Exception {
        try (Specification poll = Specifications.load(
                new SpecificationRequest(module("Poll"), ImmutableMap.of("Node", NODES), "messages"))) {
            ActionShape reply = poll.actions().get("Reply");
            assertEquals(List.of("n", "m"), reply.params());
            assertEquals("n", reply.actor().orElseThrow());
            assertEquals(Set.of("m"), reply.received());
            assertEquals("Rule 3: every question is answered.", reply.rule());
            assertEquals(
                    "Rule 1: an idle node asks all others.",
                    poll.actions().get("Ask").rule());
            assertEquals("Poll:32:1", reply.source().place());
            assertTrue(poll.actions().get("Push").actor().isEmpty());
            assertTrue(poll.networkReader().isEmpty());
            assertEquals(14, poll.actions().size());
        }
    }

    @Test
    void argumentsFromTheRowsOfOthersAreNoticed() throws Exception {
        assertEquals(
                "x",
                otherRows("\\E n \\in {k \\in Node : x[k] > 0} : Step(n)")
                        .orElseThrow()
                        .text());
    }

    @Test
    void argumentsFromTheOwnRowAreTheNodesOwn() throws Exception {
        assertTrue(
                otherRows("\\E n \\in Node : \\E k \\in 0 .. x[n] : Add(n, k)").isEmpty());
    }

    private Optional<Source> otherRows(String next) throws Exception {
        String text = GOOD.replace("Next == \\E n \\in Node : Step(n)", """
                Add(n, k) == x' = [x EXCEPT ![n] = x[n] + k] /\\ UNCHANGED net
                Next == %s""".formatted(next));
        try (Specification tiny = Specifications.load(written(text, CONFIG))) {
            return tiny.otherRows();
        }
    }
}
