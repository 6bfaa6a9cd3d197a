package dev.quorate.impl.campaign;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.conformance.tla.Coverage.Place;
import dev.quorate.impl.conformance.OurSpecification;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.sim.Simulation;
import dev.quorate.impl.sim.SimulationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A campaign tells what it has met, of the specification too, and comes to an end when it should. */
class CampaignTest {
    private static final Driver.Factory SOUND = Server.with(new ElectionCore());
    private static final int SECONDS = 20;

    @TempDir
    Path folder;

    private Campaign campaign(long lastSeed, int servers, Driver.Factory drivers) {
        return campaign(lastSeed, servers, drivers, OurSpecification.MODULE);
    }

    private Campaign campaign(long lastSeed, int servers, Driver.Factory drivers, Path module) {
        return new Campaign(new Campaign.Order(1, lastSeed, servers, SECONDS), drivers, module, "", folder);
    }

    private static ImmutableList<String> missed(Coverage coverage) {
        return coverage.missed().stream()
                .map(place -> place.action() + ": " + place.source().text())
                .collect(ImmutableList.toImmutableList());
    }

    @Test
    void manySeedsTakeEveryActionAndEveryBranchThatServersCanReach() throws Exception {
        CampaignResult result = campaign(60, 3, SOUND).run(() -> false);
        assertEquals(ImmutableList.of(), result.failures());
        assertEquals(7, result.actions().size());
        assertTrue(result.actions().values().stream().allMatch(times -> times > 0), result.actions()::toString);
        assertEquals(
                result.steps(),
                result.actions().values().stream().mapToLong(times -> times).sum());
        assertEquals(
                ImmutableSet.of("Timeout: IF {i} \\in Quorum THEN Leader"),
                result.coverage().missed().stream()
                        .filter(place -> place.kind() == Coverage.Kind.BRANCH)
                        .map(place -> place.action() + ": " + place.source().text())
                        .collect(ImmutableSet.toImmutableSet()));
    }

    @Test
    void inAClusterOfOneNothingIsReceivedAndNothingOfThatIsMissed() throws Exception {
        CampaignResult result = campaign(2, 1, SOUND).run(() -> false);
        assertEquals(
                Set.of("Timeout", "SendHeartbeats", "Restart"), result.actions().keySet());
        assertEquals(
                ImmutableList.of(
                        "Timeout: role[i] # Leader",
                        "Timeout: IF {i} \\in Quorum ELSE Candidate",
                        "SendHeartbeats: role[i] = Leader"),
                missed(result.coverage()));
    }

    @Test
    void runWithoutAnElectionExercisesLess() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(OurSpecification.MODULE)) {
            SimulationPlan calm = SimulationPlan.calm(1, 3, 2);
            SimulationPlan soonOver = new SimulationPlan(1, 1, calm.faults(), calm.logs());
            assertEquals(
                    0, Trial.of(soonOver, SOUND, shelf).result().orElseThrow().elections());
            Coverage before = shelf.forTrace(Simulation.header(calm, "")).coverage();
            assertEquals(before.places(), before.missed());
            assertTrue(Trial.of(calm, SOUND, shelf).result().orElseThrow().elections() > 0);
            Coverage after = shelf.forTrace(Simulation.header(calm, "")).coverage();
            assertTrue(missed(after).size() < missed(before).size(), after::toString);
            assertTrue(missed(after).contains("HandleRequestVoteRequest: IF grant ELSE s.votedFor"), after::toString);
        }
    }

    @Test
    void branchThatNothingReachesIsTold() throws Exception {
        Path changed = OurSpecification.changed(
                folder,
                "role' = [role EXCEPT ![i] = Follower]",
                "role' = [role EXCEPT ![i] = IF currentTerm[i] < 0 THEN Leader ELSE Follower]");
        CampaignResult result = campaign(2, 3, SOUND, changed).run(() -> false);
        assertEquals(ImmutableList.of(), result.failures());
        Place place = result.coverage().missed().stream()
                .filter(missed -> missed.action().equals("Restart"))
                .findFirst()
                .orElseThrow();
        assertEquals("IF currentTerm[i] < 0 THEN Leader", place.source().text());
        assertTrue(place.source().place().startsWith("RaftElection:"), place::toString);
    }

    @Test
    void whoAsksForAnEndHasItBeforeTheSeedIsOver() throws Exception {
        AtomicLong looks = new AtomicLong();
        CampaignResult result = campaign(1000, 3, SOUND).run(() -> looks.incrementAndGet() > 500);
        assertEquals(0, result.seeds());
        assertTrue(
                result.coverage().missed().size() < result.coverage().places().size());
    }

    @Test
    void traceThatCannotBeWrittenEndsTheCampaign() throws Exception {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no /dev/full here to play a full disk");
        Path trace = Files.createSymbolicLink(folder.resolve("seed-1.ndjson"), full);
        Driver.Factory givesUp = (initial, world) -> {
            throw new IllegalStateException("of no use");
        };
        IOException thrown =
                assertThrows(IOException.class, () -> campaign(1, 3, givesUp).run(() -> false));
        assertTrue(thrown.getMessage().startsWith("No space left"), thrown::getMessage);
        Files.delete(trace);
    }
}
