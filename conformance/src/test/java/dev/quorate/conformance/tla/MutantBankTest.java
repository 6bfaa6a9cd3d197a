package dev.quorate.conformance.tla;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MutantBankTest {
    private static final String MODULE = """
            ---- MODULE Lamp ----
            VARIABLE lit
            Init == lit = FALSE
            \\* Next == lit = FALSE
            Next ==
                \\/ /\\ lit = FALSE
                   /\\ lit' = TRUE
                \\/ lit' = FALSE
            Twice == lit = FALSE /\\ lit = FALSE
            ====
            """;

    private static final String BANK = """
            # A comment.

            stays-lit: Lamp, Next
                - \\/ lit'   = FALSE
                + \\/ lit' = TRUE
                breaks: A lamp goes out
                    in the end.
            dark-or-not: Lamp, Next
                - lit = FALSE
                     /\\ lit' = TRUE
                + lit' = TRUE
                equivalent: Who looks?
            """;

    @TempDir
    Path folder;

    private List<Mutant> read(String bank) throws IOException, SpecificationException {
        return MutantBank.read(Files.writeString(folder.resolve("bank.txt"), bank));
    }

    private String complaint(String bank) {
        String complaint =
                assertThrows(SpecificationException.class, () -> read(bank)).getMessage();
        assertTrue(complaint.startsWith(folder + "/bank.txt:"), complaint);
        return complaint.substring((folder + "/bank.txt:").length());
    }

    private String applied(String bank) throws IOException, SpecificationException {
        Files.writeString(folder.resolve("Lamp.tla"), MODULE);
        return Iterables.getOnlyElement(read(bank)).applied(folder);
    }

    @Test
    void mutantsAreReadInTheirOrder() throws Exception {
        List<Mutant> mutants = read(BANK);
        assertEquals(
                List.of("stays-lit", "dark-or-not"),
                mutants.stream().map(Mutant::name).toList());
        assertEquals("A lamp goes out in the end.", mutants.get(0).reason());
        assertFalse(mutants.get(0).equivalent());
        assertEquals("lit = FALSE /\\ lit' = TRUE", mutants.get(1).oldText());
        assertEquals("Who looks?", mutants.get(1).reason());
        assertTrue(mutants.get(1).equivalent());
        assertEquals(folder + "/bank.txt:8", mutants.get(1).place());
    }

    @Test
    void textIsReplacedInItsOperatorAloneHoweverItIsLaidOut() throws Exception {
        assertEquals(
                MODULE.replace("lit = FALSE\n       /\\ lit' = TRUE", "lit' = TRUE"),
                applied(BANK.substring(BANK.indexOf("dark"))));
        assertEquals(
                MODULE.replace("Init == lit = FALSE", "Init == TRUE"),
                applied("x: Lamp, Init\n    - lit = FALSE\n    + TRUE\n    breaks: y\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "Lamp, Next ~ lit = TRUE ~ the old text is to stand once in Next of Lamp, and stands nowhere",
                "Lamp, Twice ~ lit = FALSE ~ the old text is to stand once in Twice of Lamp, and stands there 2 times",
                "Lamp, Off ~ lit ~ Lamp has no operator Off",
                "Lump, Next ~ lit ~ there is no module Lump"
            })
    void mutantThatDoesNotFitIsRefusedWithItsPlace(String where, String old, String problem) {
        String bank = "x: " + where + "\n    - " + old + "\n    + TRUE\n    breaks: y\n";
        assertEquals(
                folder + "/bank.txt:1: x: " + problem,
                assertThrows(SpecificationException.class, () -> applied(bank)).getMessage());
    }

    @Test
    void bankThatIsNoneIsRefusedWithTheLine() {
        assertEquals(
                "1: expected \"name: Module, Operator\", or below that four spaces and one of \"- \", \"+ \","
                        + " \"breaks: \", \"equivalent: \"",
                complaint("hello\n"));
        assertTrue(complaint("x: A, B\n  - lit\n").startsWith("2: expected "));
        assertTrue(complaint("    - lit\n").startsWith("1: expected "));
        assertTrue(complaint("x: A, B\n      lit\n").startsWith("2: expected "));
        assertEquals("3: a second line \"-\"", complaint("x: A, B\n    - a\n    - b\n"));
        assertEquals("1: x: needs an old text and a new one, \"- \" and \"+ \"", complaint("x: A, B\n    - a\n"));
        assertEquals(
                "1: x: needs one of \"breaks: \" and \"equivalent: \"",
                complaint("x: A, B\n    - a\n    + b\n    breaks: c\n    equivalent: d\n"));
        assertEquals(
                "5: x: a second mutant of that name",
                complaint("x: A, B\n    - a\n    + b\n    breaks: c\nx: A, B\n    - a\n    + b\n    breaks: c\n"));
    }

    @Test
    void bankThatIsNotThereIsRefused() {
        assertEquals(
                folder + "/none.txt: no such file",
                assertThrows(SpecificationException.class, () -> MutantBank.read(folder.resolve("none.txt")))
                        .getMessage());
    }
}
