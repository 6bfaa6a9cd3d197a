package dev.quorate.impl.raft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.quorate.impl.raft.Message.RequestVoteResponse;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of every step, whatever the state and the input. */
class StepPropertiesTest {
    private static final String SEED = "20140619";

    @Provide
    Arbitrary<ServerState> states() {
        Arbitrary<Long> terms = Arbitraries.longs().between(2, 5);
        return Arbitraries.oneOf(
                terms.map(Given::follower),
                terms.map(term -> Given.followerThatVotedFor("n2", term)),
                terms.map(term -> Given.followerThatVotedFor("n3", term)),
                terms.map(Given::candidate),
                terms.map(Given::leader));
    }

    @Provide
    Arbitrary<Input> messages() {
        Arbitrary<Long> terms = Arbitraries.longs().between(1, 6);
        Arbitrary<String> from = Arbitraries.of("n2", "n3");
        Arbitrary<LogPosition> logs = Combinators.combine(
                        Arbitraries.longs().between(1, 3), Arbitraries.longs().between(4, 6))
                .as(LogPosition::new);
        return Arbitraries.oneOf(
                Combinators.combine(terms, from, logs).as(Given::requestVote),
                Combinators.combine(terms, from).as(Given::vote),
                Combinators.combine(terms, from).as(Given::refusal),
                Combinators.combine(terms, from).as(Given::heartbeat),
                Combinators.combine(terms, from).as(Given::heartbeatAnswer));
    }

    @Property(seed = SEED)
    void equalArgumentsGiveEqualSteps(@ForAll("states") ServerState state, @ForAll("messages") Input input) {
        ServerState twin = new ServerState(
                state.id(),
                state.servers(),
                state.currentTerm(),
                state.votedFor(),
                state.role(),
                state.votesGranted(),
                state.lastLog());
        assertEquals(Given.step(state, input), new ElectionCore().step(twin, input));
    }

    @Property(seed = SEED)
    void termNeverDecreases_s5_1(@ForAll("states") ServerState state, @ForAll("messages") Input input) {
        assertTrue(Given.step(state, input).state().currentTerm() >= state.currentTerm());
    }

    @Property(seed = SEED)
    void voteOnceGivenStaysForItsTerm_s5_2(@ForAll("states") ServerState state, @ForAll("messages") Input input) {
        ServerState after = Given.step(state, input).state();
        if (after.currentTerm() == state.currentTerm() && state.votedFor().isPresent()) {
            assertEquals(state.votedFor(), after.votedFor());
        }
    }

    @Property(seed = SEED)
    void whateverChangesOfTermAndVoteIsPersisted_figure2(
            @ForAll("states") ServerState state, @ForAll("messages") Input input) {
        Step step = Given.step(state, input);
        assertEquals(
                !step.state().durable().equals(state.durable()), step.persist().isPresent());
        step.persist().ifPresent(record -> assertEquals(step.state().durable(), record));
    }

    @Property(seed = SEED)
    void everyMessageCarriesTheSendersTermAfterTheStep_s5_1(
            @ForAll("states") ServerState state, @ForAll("messages") Input input) {
        Step step = Given.step(state, input);
        for (Message m : step.send()) {
            assertEquals(step.state().currentTerm(), m.term());
            assertEquals("n1", m.from());
        }
    }

    @Property(seed = SEED)
    void voteThatIsSentIsTheVoteThatIsRemembered_s5_2(
            @ForAll("states") ServerState state, @ForAll("messages") Input input) {
        Step step = Given.step(state, input);
        for (Message m : step.send()) {
            if (m instanceof RequestVoteResponse answer && answer.granted()) {
                assertEquals(m.to(), step.state().votedFor().orElseThrow());
            }
        }
    }

    @Property(seed = SEED)
    void leaderHasItsVotesFromAMajority_s5_2(@ForAll("states") ServerState state, @ForAll("messages") Input input) {
        ServerState after = Given.step(state, input).state();
        if (after.role() == Role.LEADER) {
            assertTrue(after.isQuorum(after.votesGranted()));
        }
    }

    @Property(seed = SEED)
    void logIsNoBusinessOfAnElection_s5_4_1(@ForAll("states") ServerState state, @ForAll("messages") Input input) {
        assertEquals(state.lastLog(), Given.step(state, input).state().lastLog());
    }
}
