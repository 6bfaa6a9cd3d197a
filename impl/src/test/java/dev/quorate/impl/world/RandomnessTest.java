package dev.quorate.impl.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Chance from a seed. */
class RandomnessTest {
    @Test
    void sameSeedDrawsTheSame() {
        assertEquals(
                Randomness.seeded(1).between(0, Long.MAX_VALUE / 2),
                Randomness.seeded(1).between(0, Long.MAX_VALUE / 2));
    }

    @Test
    void seedsOneAfterTheOtherHaveFirstDrawsFarApart() {
        long low = LongStream.range(0, 1000)
                .filter(seed -> Randomness.seeded(seed).chance(0.5))
                .count();
        assertTrue(low > 400 && low < 600, () -> low + " of 1000 below the middle");
    }

    @Test
    void purposesDrawDifferently() {
        assertNotEquals(
                Randomness.seeded(1, "network").between(0, 1_000_000_000),
                Randomness.seeded(1, "faults").between(0, 1_000_000_000));
    }

    @Test
    void numbersOfAKindDrawEvenlyAndWhateverTheOthersDrew() {
        Randomness third = Randomness.numbered(1, 3);
        Randomness.numbered(1, 2).between(0, 9);
        assertEquals(third.between(0, 1_000_000), Randomness.numbered(1, 3).between(0, 1_000_000));
        long low = LongStream.range(0, 1000)
                .filter(number -> Randomness.numbered(1, number).chance(0.5))
                .count();
        assertTrue(low > 400 && low < 600, () -> low + " of 1000 below the middle");
    }

    @Test
    void bothEndsOfARangeAreDrawn() {
        Randomness randomness = Randomness.seeded(1);
        assertEquals(
                Set.of(3L, 4L),
                LongStream.range(0, 100).mapToObj(i -> randomness.between(3, 4)).collect(Collectors.toSet()));
    }
}
