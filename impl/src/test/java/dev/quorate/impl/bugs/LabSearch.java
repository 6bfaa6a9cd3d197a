package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.impl.bugs.Search.Priced;
import dev.quorate.impl.lab.ElectionScenarios;
import dev.quorate.impl.lab.LabTrace;
import dev.quorate.impl.lab.Scenario;
import dev.quorate.impl.lab.ScenarioResult;
import dev.quorate.impl.lab.Wire;
import dev.quorate.impl.time.VirtualTime;
import java.io.ByteArrayOutputStream;
import java.util.Optional;

/** Looks for a mistake with the tests of the lab, in virtual time: each with one seed, then each with the next. */
final class LabSearch {
    private static final long MOST_SEEDS = 50;
    private static final ImmutableList<Scenario> SCENARIOS = ImmutableList.<Scenario>builder()
            .addAll(ElectionScenarios.all())
            .addAll(MoreScenarios.all())
            .build();

    private final Search test;
    private final Search trace;

    LabSearch(Limit limit) {
        test = new Search(Detector.LAB, limit);
        trace = new Search(Detector.LAB_TRACE, limit);
    }

    private record Lab(ScenarioResult result, ByteArrayOutputStream trace) {
        static Lab of(Variant variant, Scenario scenario, long seed) {
            LimitedOutput bytes = new LimitedOutput();
            ScenarioResult result;
            try (VirtualTime time = new VirtualTime();
                    LabTrace lines = LabTrace.of(bytes, scenario.servers(), "", seed)) {
                result = scenario.run(variant.factory(), time, seed, lines, Wire.UNWATCHED);
            }
            return new Lab(result, bytes);
        }
    }

    ImmutableList<Search> in(Variant variant, SpecificationShelf shelf) throws Exception {
        for (long seed = 1; seed <= MOST_SEEDS; seed++) {
            for (Scenario scenario : SCENARIOS) {
                if (test.goesOn() || trace.goesOn()) {
                    look(variant, scenario, seed, shelf);
                }
            }
        }
        return ImmutableList.of(test, trace);
    }

    private void look(Variant variant, Scenario scenario, long seed, SpecificationShelf shelf) throws Exception {
        Priced<Lab> run = Search.priced(() -> Lab.of(variant, scenario, seed));
        String place = "\"" + scenario.name() + "\", seed " + seed + ": ";
        if (test.goesOn()) {
            test.countTry();
            test.charge(run.cost());
            run.result().result().failure().ifPresent(why -> test.finds(place + why));
        }
        if (trace.goesOn()) {
            Priced<Optional<String>> verdict =
                    Search.priced(() -> Judgement.of(run.result().trace(), shelf));
            trace.countTry();
            trace.charge(run.cost());
            trace.charge(verdict.cost());
            verdict.result().ifPresent(why -> trace.finds(place + why));
        }
    }
}
