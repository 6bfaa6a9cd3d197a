package dev.quorate.conformance;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ArchitectureTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter().withImportOption(new DoNotIncludeTests()).importPackages("dev.quorate.conformance");

    @Test
    void onlyTlaKnowsTheTools() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.quorate.conformance.tla..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("tla2sany..", "tlc2..", "util..", "pcal..", "tla2tex..")
                .check(CLASSES);
    }

    @Test
    void onlyTlaKnowsItsToolSide() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.quorate.conformance.tla..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.quorate.conformance.tla.tlc..", "dev.quorate.conformance.tla.compiled..")
                .check(CLASSES);
    }

    /** What is loaded by the class loader of one specification must not be linked by anything outside of it. */
    @Test
    void nothingOutsideTheToolSideIsLinkedAgainstIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance.tla")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.quorate.conformance.tla.tlc..", "dev.quorate.conformance.tla.compiled..")
                .check(CLASSES);
    }

    @Test
    void traceKnowsNoOtherPackage() {
        noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance.trace..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.quorate.conformance.tla..", "dev.quorate.conformance.check..", "dev.quorate.impl..")
                .check(CLASSES);
    }

    @Test
    void tlaKnowsTraceOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance.tla..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.quorate.conformance.check..", "dev.quorate.impl..")
                .check(CLASSES);
    }

    @Test
    void checkKnowsTlaAndTraceOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance.check..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.quorate.impl..", "dev.quorate.spec..")
                .check(CLASSES);
    }

    /** So that nobody needs JUnit who does not test with it. */
    @Test
    void onlyJunitKnowsJunit() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.quorate.conformance.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.junit..", "dev.quorate.conformance.junit..")
                .check(CLASSES);
    }

    /** What draws is on top: a verdict does not depend on how it looks. */
    @Test
    void noJudgeKnowsTheView() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.quorate.conformance.view..", "dev.quorate.conformance.junit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.quorate.conformance.view..")
                .check(CLASSES);
    }

    /** Of trace it uses how messages are put in one line. */
    @Test
    void historyKnowsNoSpecification() {
        noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance.history..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.quorate.conformance.tla..",
                        "dev.quorate.conformance.check..",
                        "dev.quorate.impl..",
                        "dev.quorate.spec..")
                .check(CLASSES);
    }

    /** The judge knows no protocol; if one word of Raft's stood here, someone would soon write the rule to it. */
    private static final Pattern RAFT = Pattern.compile(
            "(?<!d)raft|leader|follower|candidate|\\bvot(e|es|ed|er|ers|ing)\\b|heartbeat|\\bterms?\\b|\\bquorum|\\belection"
                    + "|appendentries|requestvote",
            Pattern.CASE_INSENSITIVE);

    @Test
    void noWordOfRaftStandsInTheSources() throws IOException {
        Path sources = Path.of("src", "main");
        try (Stream<Path> files = Files.walk(sources)) {
            List<Path> texts = files.filter(Files::isRegularFile).toList();
            assertTrue(texts.size() > 30, () -> "these are not the sources: " + texts);
            for (Path file : texts) {
                assertEquals(
                        List.of(),
                        Files.readAllLines(file).stream()
                                .filter(line -> RAFT.matcher(line).find())
                                .toList(),
                        file::toString);
            }
        }
    }

    @Test
    void wordsOfRaftAreFoundWhereTheyStand() {
        assertTrue(RAFT.matcher("a term").find());
        assertTrue(RAFT.matcher("isLeader()").find());
        assertTrue(!RAFT.matcher("package dev.quorate; determined, isSelection, a draft")
                .find());
    }
}
