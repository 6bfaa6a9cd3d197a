package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.TlcProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each conjunct of the inductive invariant is needed: TLC shows what happens without it. */
final class InductiveInvariantTest {
    private static final String THREE_SERVERS_ONE_TERM = "Server = {s1, s2, s3}\n    MaxTerm = 1";
    private static final String TWO_SERVERS_TWO_TERMS = "Server = {s1, s2}\n    MaxTerm = 2";

    @TempDir
    Path work;

    @Test
    void theWholeInvariantIsInductive() throws Exception {
        assertEquals(Optional.empty(), problem("IndInv Safety", THREE_SERVERS_ONE_TERM, text -> text));
    }

    /** Who does not remember its ballot fills in another. */
    @ParameterizedTest
    @ValueSource(strings = {"NoBallotAhead", "VotesOnce"})
    void withoutAMemoryOfBallotsAStepBreaksTheInvariant(String conjunct) throws Exception {
        assertEquals(
                Optional.of("Invariant IndInv is violated."),
                problem("IndInv", THREE_SERVERS_ONE_TERM, text -> without(conjunct, text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"VotesWereGiven", "SelfVote", "LeaderHasQuorum"})
    void whatIsClaimedDoesNotFollowFromTheRest(String conjunct) throws Exception {
        assertEquals(
                Optional.of("Invariant Safety is violated by the initial state"),
                problem("IndInv Safety", THREE_SERVERS_ONE_TERM, text -> without(conjunct, text)));
    }

    /** The enumeration of all states rests on these two; so what both it and the conjunct read is weakened. */
    @ParameterizedTest
    @ValueSource(strings = {"AtMostOne(S) == Cardinality(S) <= 1", "Enough(S) == S \\in Quorum"})
    void withoutOneBallotOrWithoutAMajorityTwoServersLead(String definition) throws Exception {
        assertEquals(
                Optional.of("Invariant Safety is violated by the initial state"),
                problem(
                        "IndInv Safety",
                        TWO_SERVERS_TWO_TERMS,
                        text -> replace(definition, definition.replaceFirst("==.*", "== TRUE"), text)));
    }

    /** Leaves a conjunct out of the invariant and of the enumeration, but not of what is claimed. */
    private static String without(String conjunct, String text) {
        String line = "    /\\ " + conjunct + "\n";
        int claimed = text.indexOf("Safety ==");
        int enumerated = text.indexOf("IndInit ==");
        String left = text.substring(0, claimed).replace(line, "")
                + text.substring(claimed, enumerated)
                + text.substring(enumerated).replace(line, "");
        assertEquals(2 * line.length(), text.length() - left.length(), conjunct);
        return replace("votedFor \\in Memories", "votedFor \\in AnyMemory", left);
    }

    private static String replace(String old, String replacement, String text) {
        assertTrue(text.contains(old), old);
        return text.replace(old, replacement);
    }

    private Optional<String> problem(String invariants, String bounds, UnaryOperator<String> edit) throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            Path module = files.module("LeaderElectionInductive");
            Files.writeString(module, edit.apply(Files.readString(module)));
            Files.writeString(
                    files.folder().resolve("MCneeded.tla"),
                    "---- MODULE MCneeded ----\nEXTENDS LeaderElectionInductive\n====\n");
            Files.writeString(files.folder().resolve("MCneeded.cfg"), """
                    \\* Distinct states: 360
                    SPECIFICATION IndSpec
                    CONSTANTS
                        %s
                        Nil = Nil
                    CONSTRAINT TermBound
                    INVARIANTS %s
                    """.formatted(bounds, invariants));
            return new TlcProcess(work.resolve("tlc"), 2)
                    .run(Model.named(files.folder(), "MCneeded"), states -> {})
                    .problem();
        }
    }
}
