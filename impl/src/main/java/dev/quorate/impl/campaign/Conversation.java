package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.RaftTrace;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A scenario that was performed.
 *
 * @param lines each act, what came of it, and at the end what is to be said of all
 * @param failure what is wrong with the run, if anything is
 * @param verdict of the specification
 */
public record Conversation(ImmutableList<String> lines, Optional<Failure> failure, Verdict verdict) {
    /** What begins the line of an effect. */
    static final String INDENT = "  ";

    /**
     * Performs a scenario.
     *
     * @throws SpecificationException if the specification cannot be loaded, or does not fit the servers
     */
    public static Conversation of(Scenario scenario, Driver.Factory drivers, SpecificationShelf shelf)
            throws SpecificationException {
        Examiner examiner = new Examiner("scenario", RaftTrace.header("", scenario.logs(), ImmutableMap.of()), shelf);
        Telling telling = new Telling();
        telling.begin(scenario.logs());
        Optional<Failure> failure = examiner.examine(() -> telling.tell(scenario, drivers, examiner));
        telling.lines.add("");
        telling.lines.add(
                failure.map(f -> "FAILED " + f.detector() + ": " + f.what()).orElse("ACCEPTED"));
        return new Conversation(ImmutableList.copyOf(telling.lines), failure, examiner.verdict());
    }

    /** Writes along. */
    private static final class Telling {
        private final List<String> lines = new ArrayList<>();
        private final Set<Message> sent = new HashSet<>();

        void begin(ImmutableSortedMap<String, LogPosition> logs) {
            lines.add("servers " + String.join(" ", logs.keySet()));
            String ends = logs.entrySet().stream()
                    .filter(log -> !log.getValue().equals(LogPosition.EMPTY))
                    .map(log -> log.getKey() + " " + ScenarioText.of(log.getValue()))
                    .collect(Collectors.joining(", "));
            if (!ends.isEmpty()) {
                lines.add("logs " + ends);
            }
            lines.add("");
        }

        void tell(Scenario scenario, Driver.Factory drivers, Examiner examiner) {
            Stage stage = new Stage(scenario.logs(), drivers, step -> {
                effect(step);
                examiner.accept(step);
            });
            for (Act act : scenario.acts()) {
                lines.add(ScenarioText.of(act));
                if (act.cause() instanceof Act.Arrival arrival && !sent.contains(arrival.message())) {
                    lines.add(INDENT + "was never sent");
                } else if (!stage.runs(act.server()) && !(act.cause() instanceof Act.Restart)) {
                    lines.add(INDENT + act.server() + " does not run");
                } else {
                    sent.addAll(stage.perform(act));
                }
            }
        }

        private void effect(TraceEvent step) {
            ScenarioText.of(step).forEach(line -> lines.add(INDENT + line));
        }
    }
}
