package dev.quorate.impl.lab;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Joiner;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.history.HistoryText;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.bugs.Bug;
import java.nio.file.Path;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each scenario finds a mistake: by a check of its own, or as the specification does not allow a step of its trace. */
class MistakesTest {
    private static final long MOST_SEEDS = 10;
    private static final String BY_TESTER = """
            initial election; X1 never votes; expected one leader, got none
            election after network failure; X2 wins alone; expected no leader, but n
            many elections; X3 two votes are enough; has 2 leaders: n
            rpc counts; T19a heartbeats too frequent; the first election took
            aligned start; T4b timeout not drawn; expected one leader, got none
            aligned start; T4a timeout drawn once; expected one leader, got none
            split votes; T4c timeouts too close; 30 elections took
            two left of three; X5 all are needed; expected one leader, got none
            half is no quorum; X4 half is enough; expected no leader, but n
            restart of a follower; V5 restart resets the term; went back from term 1
            restart of a leader; X7 leads after a restart; leads right after its restart
            vote persistence; V4b vote forgotten at a restart; has 2 leaders: n
            term persistence; V5 restart resets the term; went back from term 1
            returning server; V14c leader ignores newer terms; servers disagree on the term: n
            one-way cut of a leader; V14c leader ignores newer terms; though it was asked for its vote in a newer one
            bridge; X6 votes twice; has 2 leaders: n
            pause of the leader; V14c leader ignores newer terms; though another was elected meanwhile
            """;
    private static final String BY_SPECIFICATION = """
            restart of a candidate; V3b self-vote not durable; differs       votedFor["n
            failed writes; V6c failed write ignored; Figure 2, State
            returning server; X8 follower ignores a much newer term; differs       currentTerm["n
            one-way cut of a follower; V14c leader ignores newer terms; differs       currentTerm["n
            partial cut; V14c leader ignores newer terms; differs       currentTerm["n
            unreliable network; V1a stale grant counted; differs       votesGranted["n
            network plus; V17 who asks again is refused; differs       sent
            """;

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = BY_TESTER)
    void theTesterSees(String scenario, String mistake, String text) {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            ScenarioResult result =
                    ScenarioRun.of(scenario(scenario), factory(mistake), seed).result();
            if (result.failure().isPresent()) {
                assertContains(text, result.report());
                return;
            }
        }
        Assertions.fail("\"" + scenario + "\" passed with " + mistake);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = BY_SPECIFICATION)
    void theSpecificationSees(String scenario, String mistake, String text) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            Verdict verdict =
                    ScenarioRun.of(scenario(scenario), factory(mistake), seed).judge();
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
            many elections; X3 two votes are enough
            vote persistence; V4b vote forgotten at a restart
            bridge; X6 votes twice
            """)
    void twoLeadersOfATermAreFoundByTheHistoryToo(String scenario, String mistake) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            BothDepths run = BothDepths.inVirtualTime(scenario(scenario), factory(mistake), seed, folder, SHELF);
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

    /** @param mistake as the bank calls it: its id, and its name */
    private static WorldRaftFactory factory(String mistake) {
        Bug bug = Bank.bug(mistake.substring(0, mistake.indexOf(' ')));
        assertEquals(bug.toString(), mistake);
        return bug.variant().factory();
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
}
