package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.quorate.conformance.tla.DistributedTlc;
import dev.quorate.conformance.tla.MeetingPlace;
import dev.quorate.conformance.tla.Model;
import dev.quorate.conformance.tla.TlcSettings;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models of the specification, over two processes: the same number of states as in one. */
@Tag("verify")
class DistributedModelsTest {
    @TempDir
    Path work;

    @ParameterizedTest
    @ValueSource(strings = {"MCsmall", "MCwide"})
    void modelHasItsPinnedNumberOfStates(String name) throws Exception {
        try (SpecificationFiles files = new SpecificationFiles()) {
            MeetingPlace anyPort = new MeetingPlace(MeetingPlace.THIS_MACHINE, 0);
            assertEquals(
                    Optional.empty(),
                    new DistributedTlc(work, TlcSettings.of(2), anyPort, note -> {})
                            .run(Model.named(files.folder(), name), n -> {})
                            .problem());
        }
    }
}
