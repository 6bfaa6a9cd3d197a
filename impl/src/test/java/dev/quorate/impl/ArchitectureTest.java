package dev.quorate.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** Who may know whom. */
final class ArchitectureTest {
    private static final JavaClasses PROJECT = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.quorate");

    private static ArchRule only(String name, String... allowed) {
        return classes()
                .that()
                .resideInAPackage("dev.quorate.impl." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    @Test
    void theCoreKnowsTheJdkAndGuavaOnly() {
        ArchRule rule = only("raft", "dev.quorate.impl.raft", "java..", "com.google.common..");
        rule.check(PROJECT);
    }

    @Test
    void theCoreHasNoClockThreadChanceOrFile() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.quorate.impl.raft")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io..", "java.nio..", "java.time..", "java.util.concurrent..", "java.util.random..")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class, System.class, java.util.Random.class, Math.class);
        rule.check(PROJECT);
    }

    @Test
    void theWorldKnowsNothingOfTheProject() {
        ArchRule rule = only("world", "dev.quorate.impl.world", "java..");
        rule.check(PROJECT);
    }

    @Test
    void aServerKnowsCoreWorldTraceAndHistory() {
        ArchRule rule = only(
                "server",
                "dev.quorate.impl.server",
                "dev.quorate.impl.raft",
                "dev.quorate.impl.world",
                "dev.quorate.conformance.history",
                "dev.quorate.conformance.trace",
                "java..",
                "com.google.common..");
        rule.check(PROJECT);
    }

    @Test
    void theSimulationKnowsNoJudge() {
        ArchRule rule = only(
                "sim",
                "dev.quorate.impl.sim",
                "dev.quorate.impl.time",
                "dev.quorate.impl.server",
                "dev.quorate.impl.raft",
                "dev.quorate.impl.world",
                "dev.quorate.conformance.history",
                "dev.quorate.conformance.trace",
                "java..",
                "com.google.common..");
        rule.check(PROJECT);
    }

    @Test
    void timesKnowTheWorldOnly() {
        ArchRule rule =
                only("time", "dev.quorate.impl.time", "dev.quorate.impl.world", "java..", "com.google.common..");
        rule.check(PROJECT);
    }

    @Test
    void theLabKnowsNoSimulation() {
        ArchRule rule = only(
                "lab",
                "dev.quorate.impl.lab",
                "dev.quorate.impl.time",
                "dev.quorate.impl.server",
                "dev.quorate.impl.raft",
                "dev.quorate.impl.world",
                "dev.quorate.conformance..",
                "com.fasterxml.jackson.core..",
                "java..",
                "com.google.common..");
        rule.check(PROJECT);
    }

    /** No world: of what is round a core it knows what it looks like in a trace. */
    @Test
    void theExplorationKnowsCoreTraceAndJudge() {
        ArchRule rule = only(
                "explore",
                "dev.quorate.impl.explore",
                "dev.quorate.impl.server",
                "dev.quorate.impl.raft",
                "dev.quorate.conformance.check",
                "dev.quorate.conformance.tla",
                "dev.quorate.conformance.trace",
                "java..",
                "com.google.common..");
        rule.check(PROJECT);
    }

    /** It reads what was measured; whatever it knew besides, it could make up. */
    @Test
    void theReportKnowsTheModelsAndFilesOnly() {
        ArchRule rule = only(
                "report",
                "dev.quorate.impl.report",
                "dev.quorate.conformance.tla",
                "dev.quorate.conformance.view",
                "com.fasterxml.jackson.core..",
                "java..",
                "javax.xml..",
                "org.xml.sax..",
                "com.google.common..");
        rule.check(PROJECT);
    }

    @Test
    void theJudgeKnowsNoImplementation() {
        ArchRule rule = noClasses()
                .that()
                .resideInAPackage("dev.quorate.conformance..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.quorate.impl..");
        rule.check(PROJECT);
    }

    @Test
    void whatRunsInVirtualTimeHasNoOtherClock() {
        ArchRule rule = noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.quorate.impl.raft",
                        "dev.quorate.impl.server",
                        "dev.quorate.impl.world",
                        "dev.quorate.impl.sim",
                        "dev.quorate.impl.lab")
                .should()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .belongToAnyOf(Thread.class);
        rule.check(PROJECT);
    }
}
