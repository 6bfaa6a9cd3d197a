package dev.quorate.impl.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scenario finds a mistake: by a check of its own, or as the specification does not allow a step of its trace. */
class MistakesTest {
    private static final long MOST_SEEDS = 10;
    private static final String BY_TESTER = """
            initial election; NEVER_VOTES; expected one leader, got none
            election after network failure; WINS_ALONE; expected no leader, but n
            many elections; WINS_WITH_TWO; has 2 leaders: n
            rpc counts; HEARTBEATS_ARE_TOO_FREQUENT; the first election took
            aligned start; TIMEOUTS_ARE_NOT_RANDOM; expected one leader, got none
            aligned start; DRAWS_ONCE; expected one leader, got none
            split votes; TIMEOUTS_ARE_TOO_CLOSE; 30 elections took
            two left of three; WINS_WITH_ALL_ONLY; expected one leader, got none
            half is no quorum; WINS_WITH_HALF; expected no leader, but n
            restart of a follower; FORGETS_TERM_AND_VOTE; went back from term 1
            restart of a leader; LEADS_AFTER_A_RESTART; leads right after its restart
            vote persistence; FORGETS_THE_VOTE; has 2 leaders: n
            term persistence; FORGETS_TERM_AND_VOTE; went back from term 1
            returning server; LEADER_IGNORES_NEWER_TERMS; servers disagree on the term: n
            one-way cut of a leader; LEADER_IGNORES_NEWER_TERMS; though it was asked for its vote in a newer one
            bridge; VOTES_TWICE; has 2 leaders: n
            pause of the leader; LEADER_IGNORES_NEWER_TERMS; though another was elected meanwhile
            """;
    private static final String BY_SPECIFICATION = """
            restart of a candidate; OWN_VOTE_IS_NOT_DURABLE; differs       votedFor["n
            failed writes; IGNORES_FAILED_WRITES; Figure 2, State
            returning server; FOLLOWER_IGNORES_NEWER_TERMS; differs       currentTerm["n
            one-way cut of a follower; LEADER_IGNORES_NEWER_TERMS; differs       currentTerm["n
            partial cut; LEADER_IGNORES_NEWER_TERMS; differs       currentTerm["n
            unreliable network; COUNTS_VOTES_OF_AN_OLDER_TERM; differs       votesGranted["n
            network plus; REFUSES_WHO_ASKS_AGAIN; differs       sent
            """;

    @TempDir
    private static Path folder;

    private static SpecificationShelf shelf;

    @BeforeAll
    static void openShelf() throws Exception {
        shelf = new SpecificationShelf(Path.of("..", "spec", "RaftElection.tla"));
    }

    @AfterAll
    static void closeShelf() {
        shelf.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = BY_TESTER)
    void theTesterSees(String scenario, Mistakes mistake, String text) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            ScenarioResult result =
                    ScenarioRun.of(scenario(scenario), mistake.factory(), seed).result();
            if (result.failure().isPresent()) {
                assertContains(text, result.report());
                return;
            }
        }
        Assertions.fail("\"" + scenario + "\" passed with " + mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = BY_SPECIFICATION)
    void theSpecificationSees(String scenario, Mistakes mistake, String text) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Verdict verdict =
                    ScenarioRun.of(scenario(scenario), mistake.factory(), seed).judge(shelf);
            if (verdict.outcome() == Outcome.REJECTED) {
                assertContains(text, Joiner.on('\n').join(VerdictText.of(verdict)));
                return;
            }
        }
        Assertions.fail("each step of \"" + scenario + "\" is allowed with " + mistake);
    }

    /** The two leaders of a term are found by what servers told, by what the network saw, and by conformance. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            many elections; WINS_WITH_TWO
            vote persistence; FORGETS_THE_VOTE
            bridge; VOTES_TWICE
            """)
    void twoLeadersOfATermAreFoundByTheHistoryToo(String scenario, Mistakes mistake) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            BothDepths run = BothDepths.inVirtualTime(scenario(scenario), mistake.factory(), seed, folder, shelf);
            assertEquals(run.toldLeaders().isValid(), run.seenLeaders().isValid());
            if (!run.toldLeaders().isValid()) {
                assertContains("lost-update of key ", text(run.toldLeaders()));
                assertContains("lost-update of key ", text(run.seenLeaders()));
                assertEquals(Outcome.REJECTED, run.told().outcome());
                return;
            }
        }
        Assertions.fail("\"" + scenario + "\" never has two leaders of a term with " + mistake);
    }

    private static String text(HistoryVerdict verdict) {
        return Joiner.on('\n').join(HistoryText.of("leadership", verdict));
    }

    private static void assertContains(String part, String text) {
        Assertions.assertTrue(text.contains(part), text);
    }

    private static Scenario scenario(String name) {
        return ElectionScenarios.all().stream()
                .filter(scenario -> scenario.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyScenarioFindsAMistake() {
        assertEquals(
                ElectionScenarios.all().stream().map(Scenario::name).sorted().toList(),
                (BY_TESTER + BY_SPECIFICATION)
                        .lines()
                        .map(line -> line.substring(0, line.indexOf(';')))
                        .distinct()
                        .sorted()
                        .toList());
    }

    @Test
    void everyMistakeIsFound() {
        assertEquals(
                ImmutableSet.of(),
                Arrays.stream(Mistakes.values())
                        .filter(mistake -> !(BY_TESTER + BY_SPECIFICATION).contains("; " + mistake.name() + ";"))
                        .collect(ImmutableSet.toImmutableSet()));
    }
}
