package dev.quorate.impl.bugs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.impl.bugs.CallingRaft.Manner;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What finds mistakes finds none where there is none. */
@Tag("verify")
final class FalseAlarmsTest {
    private static final Path SPEC = Path.of("..", "spec");

    @Test
    void aSoundServerThatCallsSideBySideIsNotBlamed() {
        assertEquals(Optional.empty(), new LabSearch(4).in(Variant.lab(CallingRaft.factory(Manner.SIDE_BY_SIDE))));
    }

    @Test
    void noDetectorBlamesTheSoundCore() throws Exception {
        Bug none = new Bug(
                "none", "no mistake", "none", "all is as it should be", Variant.rules((before, input, sound) -> sound));
        try (Detectors detectors = new Detectors(SPEC, Detectors.figures())) {
            BugReport report = detectors.lookFor(none);
            assertEquals(Optional.empty(), report.first().find());
            assertEquals(Optional.empty(), report.invariants().find());
            assertEquals(Optional.empty(), report.history().find());
            assertEquals(Optional.empty(), report.exhaustive().find());
        }
    }
}
