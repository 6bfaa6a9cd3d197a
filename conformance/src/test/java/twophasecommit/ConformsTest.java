package twophasecommit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.junit.Conforms;
import dev.quorate.conformance.junit.Tracer;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceWriter;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Tests that are run by a test: what becomes of each. */
class ConformsTest {
    private static final int SEEDS = 24;

    /** By the name of each test, what it failed with, or nothing. */
    private static Map<String, Optional<Throwable>> run(Class<?> tests, String parallel) {
        Map<String, Optional<Throwable>> outcomes = new TreeMap<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(tests))
                .configurationParameter("junit.jupiter.execution.parallel.enabled", parallel)
                .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
                .execute()
                .testEvents()
                .finished()
                .stream()
                .sorted(Comparator.comparing(Event::getTimestamp))
                .forEach(event -> outcomes.put(
                        event.getTestDescriptor().getDisplayName(),
                        event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .getThrowable()));
        return outcomes;
    }

    private static String failure(Class<?> tests) {
        Map<String, Optional<Throwable>> outcomes = run(tests, "false");
        assertEquals(1, outcomes.size(), outcomes::toString);
        return outcomes.values().iterator().next().orElseThrow().getMessage();
    }

    @Conforms(spec = "TwoPhaseCommit")
    static class Sound {
        @Test
        void commits(Tracer tracer) {
            TwoPhaseCommit.run(1, 3, Cast.SOUND, tracer.stream());
        }
    }

    @Test
    void testWhoseStepsAreAllowedPasses() {
        assertEquals(Map.of("commits(Tracer)", Optional.empty()), run(Sound.class, "false"));
    }

    static class Wrong {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) {
            TwoPhaseCommit.run(2, 3, Mistakes.COMMITS_WITHOUT_WAITING, tracer.stream());
        }
    }

    @Test
    void testWithAStepThatIsNotAllowedFailsWithTheReason() {
        String failure = failure(Wrong.class);
        assertTrue(failure.startsWith("REJECTED"), failure);
        assertTrue(failure.contains("decision[\"p"), failure);
        assertTrue(failure.contains("target/conformance/twophasecommit.ConformsTest$Wrong/commits.ndjson"), failure);
        String page = failure.substring(failure.lastIndexOf("  page ") + "  page ".length())
                .strip();
        assertTrue(Files.exists(Path.of(page)), page);
    }

    static class Silent {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) {
            assertTrue(tracer != null);
        }
    }

    static class Untraced {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits() {
            assertEquals(2, 1 + 1);
        }
    }

    static class OnlyAHeader {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) {
            tracer.writer(HEADER);
        }
    }

    static class NeverClosed {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) throws IOException {
            TraceWriter whole = tracer.writer(HEADER);
            ask(whole);
            whole.close();
            Path file = Path.of("target/conformance/twophasecommit.ConformsTest$NeverClosed/commits.ndjson");
            Files.writeString(file, "{\"seq\":1,\"node\":\"p\"", StandardOpenOption.APPEND);
        }
    }

    @Test
    void whatIsLostAtTheEndOfATraceIsNotConformance() {
        String failure = failure(NeverClosed.class);
        assertTrue(failure.contains("the last line is torn"), failure);
        assertTrue(failure.endsWith("was its writer closed?"), failure);
    }

    @Test
    void silenceIsNotConformance() {
        assertTrue(failure(OnlyAHeader.class).endsWith("has a header, and no step"), failure(OnlyAHeader.class));
        assertEquals("nothing was traced: the program never asked the Tracer for a stream", failure(Silent.class));
        assertEquals(
                "nothing was traced: no method of this test takes a Tracer, into which its program writes",
                failure(Untraced.class));
    }

    static class Elsewhere {
        @Test
        @Conforms(spec = "ThreePhaseCommit")
        void commits(Tracer tracer) {
            TwoPhaseCommit.run(1, 3, Cast.SOUND, tracer.stream());
        }
    }

    static class NoFile {
        @Test
        @Conforms(spec = "spec/ThreePhaseCommit.tla")
        void commits(Tracer tracer) {
            TwoPhaseCommit.run(1, 3, Cast.SOUND, tracer.stream());
        }
    }

    static class Torn {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) throws IOException {
            tracer.stream().write('{');
        }
    }

    @Test
    void whatIsWrongWithTheTestItselfIsSaidInOneLine() {
        assertEquals(
                "@Conforms(spec = \"ThreePhaseCommit\"): no ThreePhaseCommit.tla is in a folder of the class path; put it"
                        + " among the test resources, or name its file",
                failure(Elsewhere.class));
        assertTrue(failure(NoFile.class).contains("there is no file"), failure(NoFile.class));
        assertTrue(failure(Torn.class).contains("commits.ndjson:1"), failure(Torn.class));
    }

    static class FailsItself {
        @Test
        @Conforms(spec = "TwoPhaseCommit")
        void commits(Tracer tracer) {
            TwoPhaseCommit.run(2, 3, Mistakes.COMMITS_WITHOUT_WAITING, tracer.stream());
            throw new IllegalStateException("the test's own");
        }
    }

    @Test
    void testThatFailsBesidesKeepsItsFailureAndTellsTheReasonToo() {
        Throwable failure =
                run(FailsItself.class, "false").get("commits(Tracer)").orElseThrow();
        assertEquals("the test's own", failure.getMessage());
        assertTrue(failure.getSuppressed()[0].getMessage().startsWith("REJECTED"), failure::toString);
    }

    @Conforms(spec = "TwoPhaseCommit")
    static class Many {
        static IntStream seeds() {
            return IntStream.rangeClosed(1, SEEDS);
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("seeds")
        void odd(int seed, Tracer tracer) {
            TwoPhaseCommit.run(seed, 3, seed % 2 == 0 ? Cast.SOUND : Mistakes.COMMITS_WITHOUT_WAITING, tracer.stream());
        }
    }

    @Test
    void testsInParallelAreJudgedEachByItself() {
        Map<String, Optional<Throwable>> outcomes = run(Many.class, "true");
        assertEquals(SEEDS, outcomes.size());
        assertEquals(run(Many.class, "false").toString(), outcomes.toString());
        outcomes.forEach((seed, failure) -> {
            if (Integer.parseInt(seed) % 2 == 0) {
                assertEquals(Optional.empty(), failure, seed);
            }
        });
        assertTrue(outcomes.values().stream().anyMatch(Optional::isPresent), outcomes::toString);
    }

    @Conforms(spec = "TwoPhaseCommit")
    static class SetUp {
        private OutputStream trace;

        @BeforeEach
        void begin(Tracer tracer) {
            trace = tracer.stream();
        }

        @Test
        void commits() {
            assertTrue(trace != null);
        }

        @AfterEach
        void end() {
            TwoPhaseCommit.run(2, 3, Mistakes.COMMITS_WITHOUT_WAITING, trace);
        }

        @Nested
        class Inside {
            @Test
            void commitsToo() {
                assertTrue(trace != null);
            }
        }
    }

    @Test
    void setUpAndSetDownBelongToTheTest() {
        Map<String, Optional<Throwable>> outcomes = run(SetUp.class, "false");
        for (String test : List.of("commits()", "commitsToo()")) {
            assertTrue(outcomes.get(test).orElseThrow().getMessage().startsWith("REJECTED"), outcomes::toString);
        }
    }

    private static final TraceHeader HEADER = new TraceHeader(
            "TwoPhaseCommit",
            "",
            ImmutableMap.of("Coordinator", Value.of("c"), "Participant", Value.set(List.of(Value.of("p")))),
            ImmutableMap.of("c", ImmutableMap.of(), "p", ImmutableMap.of()),
            "messages",
            Optional.empty(),
            ImmutableMap.of());

    private static final Value PREPARE = Message.prepare("c", "p").value();

    private static void ask(TraceWriter trace) {
        trace.write(new TraceEvent(
                0,
                1,
                "c",
                0,
                "AskForVotes",
                ImmutableMap.of("i", Value.of("c")),
                ImmutableMap.of(),
                ImmutableList.of(PREPARE)));
    }

    private static void answer(TraceWriter trace) {
        trace.write(new TraceEvent(
                0,
                1,
                "p",
                0,
                "VoteYes",
                ImmutableMap.of("i", Value.of("p"), "m", PREPARE),
                ImmutableMap.of("vote", Value.of("yes")),
                ImmutableList.of(Message.vote("p", "c", true).value())));
    }

    @Conforms(spec = "examples/two-phase-commit/TwoPhaseCommit.tla")
    static class Processes {
        @Test
        void oneFile(Tracer tracer) {
            TraceWriter trace = tracer.writer(HEADER);
            ask(trace);
            answer(trace);
        }

        @Test
        void oneFileOfEach(Tracer tracer) {
            try (TraceWriter participant = new TraceWriter(tracer.stream("p"), HEADER);
                    TraceWriter coordinator = new TraceWriter(tracer.stream("c"), HEADER)) {
                answer(participant);
                ask(coordinator);
            }
        }

        @Test
        void oneFileTwice(Tracer tracer) {
            tracer.writer(HEADER);
            tracer.stream();
        }
    }

    @Test
    void processesMayWriteAFileEach() {
        Map<String, Optional<Throwable>> outcomes = run(Processes.class, "false");
        assertEquals(Optional.empty(), outcomes.get("oneFile(Tracer)"));
        assertEquals(Optional.empty(), outcomes.get("oneFileOfEach(Tracer)"));
        assertTrue(
                outcomes.get("oneFileTwice(Tracer)").orElseThrow().getMessage().endsWith("is being written already"),
                outcomes::toString);
        assertTrue(Files.exists(
                Path.of("target/conformance/twophasecommit.ConformsTest$Processes/oneFileOfEach.p.ndjson")));
    }
}
