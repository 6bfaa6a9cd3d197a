package dev.quorate.impl.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.impl.bugs.CallingRaft.Manner;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What finds mistakes finds none where there is none. */
@Tag("verify")
final class FalseAlarmsTest {
    private static final Path SPEC = Path.of("..", "spec");

    @Test
    void aSoundServerThatCallsSideBySideIsNotBlamed() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(SPEC.resolve("RaftElection.tla"))) {
            assertFindsNothing(
                    new LabSearch(Limit.tries(92)).in(Variant.lab(CallingRaft.factory(Manner.SIDE_BY_SIDE)), shelf));
        }
    }

    @Test
    void noDetectorBlamesTheSoundCore() throws Exception {
        try (Detectors detectors = new Detectors(SPEC, Detectors.Comparison.drawn())) {
            assertFindsNothing(detectors.lookFor(Variant.SOUND));
        }
    }

    private static void assertFindsNothing(ImmutableList<Search> searches) {
        for (Search search : searches) {
            assertEquals(
                    "", search.found() ? search.said() : "", search.detector().title());
        }
    }
}
