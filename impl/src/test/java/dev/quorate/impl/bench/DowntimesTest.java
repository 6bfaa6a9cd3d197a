package dev.quorate.impl.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.impl.bench.LeaderCrash.Outcome;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class DowntimesTest {
    private static final long PATIENCE = 10_000;

    private static Downtimes of(LongStream micros) {
        return Downtimes.of(micros.mapToObj(m -> new Outcome(m, m % 2)).toList(), PATIENCE);
    }

    @Test
    void aQuantileIsTheLeastTimeWithinWhichSoManyTrialsEnded() {
        Downtimes hundred = of(LongStream.iterate(100, m -> m - 1).limit(100));
        assertEquals(
                List.of(1L, 1L, 50L, 90L, 91L, 100L),
                List.of(
                        hundred.quantile(0),
                        hundred.quantile(0.01),
                        hundred.quantile(0.5),
                        hundred.quantile(0.9),
                        hundred.quantile(0.901),
                        hundred.quantile(1)));
        assertEquals(50.5, hundred.mean());
        assertEquals(0.5, hundred.terms());
    }

    @Test
    void ofTwoTrialsTheMedianIsTheShorter() {
        assertEquals(3, of(LongStream.of(8, 3)).quantile(0.5));
    }

    @Test
    void trialsThatWereGivenUpAreCountedAndToldAsLowerBounds() {
        Downtimes some = of(LongStream.of(2_000, PATIENCE, 3_000, PATIENCE));
        assertEquals(2, some.unended());
        assertEquals(
                List.of("3", "> 10", "> 10", "> 6"),
                List.of(some.medianText(), some.ninetiethText(), some.worstText(), some.meanText()));
    }
}
