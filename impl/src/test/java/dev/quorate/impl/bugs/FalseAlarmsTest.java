package dev.quorate.impl.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.impl.bugs.CallingRaft.Manner;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What finds mistakes finds none where there is none. */
final class FalseAlarmsTest {
    private static final Path SPEC = Path.of("..", "spec");

    @Test
    void aSoundServerThatCallsSideBySideIsNotBlamed() throws Exception {
        try (SpecificationShelf shelf = new SpecificationShelf(SPEC.resolve("RaftElection.tla"))) {
            assertFindsNothing(new LabSearch(4).in(Variant.lab(CallingRaft.factory(Manner.SIDE_BY_SIDE)), shelf));
        }
    }

    @Tag("verify")
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
            assertTrue(search.tries() > 10, search.detector().title());
        }
    }
}
