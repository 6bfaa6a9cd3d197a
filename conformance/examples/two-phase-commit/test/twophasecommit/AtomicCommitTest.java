package twophasecommit;

import dev.quorate.conformance.junit.Conforms;
import dev.quorate.conformance.junit.Tracer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Trace conformance in CI: each of these tests fails, with the reason, if a step of the program is not one of
 * {@code TwoPhaseCommit.tla}. There is nothing else to assert.
 */
@Conforms(spec = "TwoPhaseCommit")
class AtomicCommitTest {
    @Test
    void oneParticipantDecidesAsItsCoordinator(Tracer tracer) {
        TwoPhaseCommit.run(1, 1, Cast.SOUND, tracer.stream());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void participantsDecideTheSameInAnUnreliableWorld(int seed, Tracer tracer) {
        TwoPhaseCommit.run(seed, 3, Cast.SOUND, tracer.stream());
    }
}
