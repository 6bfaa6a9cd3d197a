package dev.quorate.impl;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may know whom. */
@AnalyzeClasses(packages = "dev.quorate", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static ArchRule only(String name, String... allowed) {
        return classes()
                .that()
                .resideInAPackage("dev.quorate.impl." + name)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed);
    }

    @ArchTest
    static final ArchRule theCoreKnowsTheJdkAndGuavaOnly =
            only("raft", "dev.quorate.impl.raft", "java..", "com.google.common..");

    @ArchTest
    static final ArchRule theCoreHasNoClockThreadChanceOrFile = noClasses()
            .that()
            .resideInAPackage("dev.quorate.impl.raft")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.io..", "java.nio..", "java.time..", "java.util.concurrent..", "java.util.random..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class, System.class, java.util.Random.class, Math.class);

    @ArchTest
    static final ArchRule theWorldKnowsNothingOfTheProject = only("world", "dev.quorate.impl.world", "java..");

    @ArchTest
    static final ArchRule aServerKnowsCoreWorldAndTrace = only(
            "server",
            "dev.quorate.impl.server",
            "dev.quorate.impl.raft",
            "dev.quorate.impl.world",
            "dev.quorate.conformance.trace",
            "java..",
            "com.google.common..");

    @ArchTest
    static final ArchRule theSimulationKnowsNoJudge = only(
            "sim",
            "dev.quorate.impl.sim",
            "dev.quorate.impl.server",
            "dev.quorate.impl.raft",
            "dev.quorate.impl.world",
            "dev.quorate.conformance.trace",
            "java..",
            "com.google.common..");

    @ArchTest
    static final ArchRule theLabKnowsNoSimulation = only(
            "lab",
            "dev.quorate.impl.lab",
            "dev.quorate.impl.server",
            "dev.quorate.impl.raft",
            "dev.quorate.impl.world",
            "dev.quorate.conformance..",
            "java..",
            "com.google.common..");

    @ArchTest
    static final ArchRule theJudgeKnowsNoImplementation = noClasses()
            .that()
            .resideInAPackage("dev.quorate.conformance..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.quorate.impl..");

    @ArchTest
    static final ArchRule simulatedTimeHasNoOtherClock = noClasses()
            .that()
            .resideInAnyPackage("dev.quorate.impl.raft", "dev.quorate.impl.server", "dev.quorate.impl.sim")
            .should()
            .callMethod(System.class, "nanoTime")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(Thread.class);
}
