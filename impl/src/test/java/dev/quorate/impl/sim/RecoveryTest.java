package dev.quorate.impl.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.FaultPlan;
import dev.quorate.impl.world.Healing;
import dev.quorate.impl.world.MessageRates;
import dev.quorate.impl.world.Timing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of a majority that is healed, while the rest stays broken for ever. */
class RecoveryTest {
    private static final Core SOUND = new ElectionCore();

    private static SimulationResult run(SimulationPlan plan, Core core) {
        return Simulation.run(plan, Server.with(core), event -> {});
    }

    private static Recovery recovery(SimulationPlan plan, Core core) {
        return run(plan, core).recovery().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7})
    void aHealedMajorityHasALeaderWithinTenMaximalTimeoutsAndKeepsIt(int servers) {
        for (long seed = 1; seed <= 40; seed++) {
            Recovery recovery = recovery(SimulationPlan.campaign(seed, servers, 10), SOUND);
            String told = servers + " servers, seed " + seed + ": " + recovery;
            assertTrue(recovery.leaderAfter().orElseThrow() <= 10 * Timing.COURSE.electionMax(), told);
            assertTrue(recovery.stayed(), told);
        }
    }

    @Test
    void theRestReachesNobodyAfterTheHealing() {
        int[] judged = {0};
        for (long seed = 1; seed <= 40; seed++) {
            SimulationPlan plan = SimulationPlan.campaign(seed, 5, 10);
            Healing healing = plan.faults().healing().orElseThrow();
            Simulation.run(plan, Server.with(SOUND), event -> {
                Value message = event.params().get("m");
                if (message != null
                        && event.time() > healing.at()
                        && healing.servers().contains(event.node())) {
                    judged[0]++;
                    String from = ((Value.Str) Run.field(message, "from")).value();
                    assertTrue(healing.servers().contains(from), () -> plan.seed() + ": " + event);
                }
            });
        }
        assertTrue(judged[0] > 1000);
    }

    @Test
    void nothingGoesWrongAmongTheHealed() {
        SimulationPlan healedAtOnce = SimulationPlan.campaign(1, 5, 0);
        SimulationResult result = run(healedAtOnce.withFaults(healedOnly(healedAtOnce)), SOUND);
        assertEquals(1, result.elections());
        assertTrue(result.faults().keySet().stream().noneMatch(Casualties.kinds()::contains), result::toString);
    }

    /** The rest is whole too, so what it suffers does not count. */
    private static FaultPlan healedOnly(SimulationPlan plan) {
        MessageRates bad = new MessageRates(
                new FaultPlan.Rates(500, 500, 500, 9_000_000, 500, 5_000),
                new FaultPlan.Rates(500, 500, 500, 9_000_000, 500, 5_000),
                500,
                1000);
        return new FaultPlan(bad, List.of(), plan.faults().healing());
    }

    @Test
    void serversThatCountNoVotesHaveNoLeader() {
        Core never = (before, input) -> input instanceof Input.Received r && r.message() instanceof RequestVoteResponse
                ? new Step(before, Optional.empty(), ImmutableList.of(), TimerEffect.KEEP)
                : SOUND.step(before, input);
        SimulationPlan plan = SimulationPlan.campaign(1, 3, 5);
        SimulationResult result = run(plan, never);
        assertEquals(Optional.of(new Recovery(Optional.empty(), false)), result.recovery());
        assertEquals(plan.durationMicros(), result.simulatedMicros(), "it was waited for to the end");
    }

    @Test
    void leaderThatFallsSilentDoesNotStay() {
        Core silent = (before, input) -> {
            Step step = SOUND.step(before, input);
            return input instanceof Input.HeartbeatTimeout
                    ? new Step(step.state(), step.persist(), ImmutableList.of(), step.timer())
                    : step;
        };
        Recovery recovery = recovery(SimulationPlan.campaign(2, 3, 5), silent);
        assertTrue(recovery.leaderAfter().isPresent());
        assertFalse(recovery.stayed());
    }

    @Test
    void aFollowerThatHasNotHeardOfItsLeaderDoesNotCount() {
        Core mute = (before, input) -> {
            Step step = SOUND.step(before, input);
            return step.timer() == TimerEffect.HEARTBEAT // neither as it wins nor later
                    ? new Step(step.state(), step.persist(), ImmutableList.of(), step.timer())
                    : step;
        };
        assertEquals(
                Optional.empty(),
                recovery(SimulationPlan.campaign(2, 3, 5), mute).leaderAfter());
    }

    @Test
    void aRunEndsWhenItIsClearThatTheLeaderStays() {
        SimulationPlan plan = SimulationPlan.campaign(3, 3, 5);
        SimulationResult result = run(plan, SOUND);
        assertTrue(result.simulatedMicros() < plan.durationMicros());
        assertTrue(result.simulatedMicros() >= 5_000_000 + Simulation.LONG_ENOUGH);
    }

    @Test
    void sameCampaignSeedGivesTheSameBytes() {
        assertEquals(
                Run.of(SimulationPlan.campaign(4, 5, 10)).text(),
                Run.of(SimulationPlan.campaign(4, 5, 10)).text());
    }

    @Test
    void headerTellsTheHealing() {
        SimulationPlan plan = SimulationPlan.campaign(4, 5, 10);
        Value faults = Run.of(plan).header().extras().get("faults");
        assertEquals(Value.of(10_000_000), Run.field(Run.field(faults, "healing"), "at"));
    }

    @Test
    void withoutAHealingThereIsNothingToRecoverFrom() {
        assertEquals(Optional.empty(), run(SimulationPlan.drawn(1, 3, 5), SOUND).recovery());
    }

    @Test
    void healingOfLessThanAMajorityIsRefused() {
        SimulationPlan calm = SimulationPlan.calm(1, 4, 1);
        FaultPlan half = new FaultPlan(MessageRates.NONE, List.of(), Optional.of(new Healing(0, List.of("n1", "n2"))));
        assertThrows(IllegalArgumentException.class, () -> calm.withFaults(half));
    }

    @Test
    void stepsHandedOnAreThoseOfTheTrace() {
        SimulationPlan plan = SimulationPlan.drawn(6, 3, 5);
        ImmutableList.Builder<TraceEvent> handedOn = ImmutableList.builder();
        Simulation.run(plan, Server.with(SOUND), handedOn::add);
        ImmutableList<TraceEvent> inFile = Run.of(plan).events();
        assertEquals(
                inFile.stream()
                        .map(e -> e.time() + e.node() + e.call() + e.state() + e.sent())
                        .toList(),
                handedOn.build().stream()
                        .map(e -> e.time() + e.node() + e.call() + e.state() + e.sent())
                        .toList());
    }
}
