package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.time.VirtualTime;
import java.util.Optional;

/** Looks for a mistake with the tests of the lab, in virtual time: each with one seed, then each with the next. */
final class LabSearch implements Search {
    private static final ImmutableList<Scenario> SCENARIOS = ImmutableList.<Scenario>builder()
            .addAll(ElectionScenarios.all())
            .addAll(MoreScenarios.all())
            .build();

    private final long seeds;

    /** @param seeds of each test */
    LabSearch(long seeds) {
        this.seeds = seeds;
    }

    @Override
    public Optional<Find> in(Variant variant) {
        long tries = 0;
        for (long seed = 1; seed <= seeds; seed++) {
            for (Scenario scenario : SCENARIOS) {
                tries++;
                Optional<String> failure = failure(variant, scenario, seed);
                if (failure.isPresent()) {
                    String place = "\"" + scenario.name() + "\", seed " + seed + ": ";
                    return Optional.of(new Find(Detector.LAB, tries, place + failure.get()));
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> failure(Variant variant, Scenario scenario, long seed) {
        try (VirtualTime time = new VirtualTime();
                LabTrace lines = LabTrace.unread(scenario.servers())) {
            return scenario.run(variant.factory(), time, seed, lines, Wire.UNWATCHED)
                    .failure();
        }
    }
}
