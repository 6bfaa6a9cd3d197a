package dev.quorate.impl.campaign;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.bugs.Bank;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.SimulationPlan;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A failing run is reduced to a few acts that fail in the same way, and are a text that can be read back. */
class MinimizerTest {
    private static final int SECONDS = 20;

    @TempDir
    static Path folder;

    /** The first seed that fails, and its plan. */
    private static SimulationPlan failing(Driver.Factory drivers) throws Exception {
        for (long seed = 1; seed <= 200; seed++) {
            SimulationPlan plan = SimulationPlan.campaign(seed, 4, SECONDS);
            if (Trial.of(plan, drivers, SHELF).failure().isPresent()) {
                return plan;
            }
        }
        throw new AssertionError("no seed fails");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V2a", "V5"})
    void aMistakeIsShownByAtMostTwentyActs(String bug) throws Exception {
        Driver.Factory drivers = Bank.bug(bug).variant().servers();
        SimulationPlan plan = failing(drivers);
        Failure failure = Trial.of(plan, drivers, SHELF).failure().orElseThrow();
        Scenario scenario =
                new Minimizer(drivers, SHELF).minimize(plan, failure).orElseThrow();

        assertTrue(
                scenario.acts().size() <= 20,
                () -> bug + " takes " + scenario.acts().size());
        Conversation conversation = Conversation.of(scenario, drivers, SHELF);
        assertTrue(conversation.failure().filter(failure::isLike).isPresent(), () -> failure + ": " + conversation);
        assertEquals(
                Optional.empty(),
                Conversation.of(scenario, Server.with(new ElectionCore()), SHELF)
                        .failure());

        Path file = Files.write(folder.resolve(bug + ".scenario"), conversation.lines());
        ScenarioFile read = ScenarioFile.read(file);
        assertEquals(scenario, read.scenario());
        assertEquals(Optional.empty(), read.surprise(conversation));
    }

    @Test
    void whatOnlyTheWholeRunShowsIsNoActsThatFail() throws Exception {
        Failure noLeader = new Failure(Failure.Detector.LIVENESS, "no leader", "");
        Driver.Factory unasked = (initial, world) -> {
            throw new AssertionError("nothing is run");
        };
        assertEquals(
                Optional.empty(),
                new Minimizer(unasked, SHELF).minimize(SimulationPlan.campaign(1, 3, SECONDS), noLeader));
    }

    @Test
    void endsAtOnceWhenNobodyWaitsForItAnyMore() throws Exception {
        Driver.Factory drivers = Bank.bug("V5").variant().servers();
        SimulationPlan plan = failing(drivers);
        Failure failure = Trial.of(plan, drivers, SHELF).failure().orElseThrow();
        AtomicInteger asked = new AtomicInteger();
        Minimizer ended = new Minimizer(drivers, SHELF, () -> asked.incrementAndGet() < 500);
        assertThrows(CancellationException.class, () -> ended.minimize(plan, failure));
        assertEquals(500, asked.get());
    }

    /** Nothing can be left out of it. */
    @Test
    void everyActIsNeeded() throws Exception {
        Driver.Factory drivers = Bank.bug("V5").variant().servers();
        SimulationPlan plan = failing(drivers);
        Failure failure = Trial.of(plan, drivers, SHELF).failure().orElseThrow();
        Scenario scenario =
                new Minimizer(drivers, SHELF).minimize(plan, failure).orElseThrow();
        for (int leftOut = 0; leftOut < scenario.acts().size(); leftOut++) {
            List<Act> fewer = new ArrayList<>(scenario.acts());
            fewer.remove(leftOut);
            Scenario other = new Scenario(scenario.logs(), ImmutableList.copyOf(fewer));
            assertTrue(Conversation.of(other, drivers, SHELF)
                    .failure()
                    .filter(failure::isLike)
                    .isEmpty());
        }
    }
}
