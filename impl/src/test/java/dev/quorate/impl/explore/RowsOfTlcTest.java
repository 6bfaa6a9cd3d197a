package dev.quorate.impl.explore;

import static dev.quorate.impl.conformance.OurSpecification.SHELF;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.PlainTlcRun;
import dev.quorate.impl.conformance.OurSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is left out here, TLC does not leave out: it explores every set of messages, without a VIEW and without symmetry.
 * The rows are the same, all servers together.
 */
@Tag("verify")
final class RowsOfTlcTest {
    private static final ImmutableList<String> VARIABLES =
            ImmutableList.of("currentTerm", "votedFor", "role", "votesGranted", "lastLog");

    @TempDir
    Path folder;

    /** @param beginning the name of a bound */
    @ParameterizedTest
    @CsvSource({
        "2, 2, empty logs,         49",
        "2, 2, log of n2 newer,    43",
        "3, 1, empty logs,        105",
        "3, 1, log of n2 shorter,  93"
    })
    void rowsAreThoseOfTlc(int servers, int terms, String beginning, int count) throws Exception {
        Bound bound = Bound.of(servers, terms).stream()
                .filter(b -> b.name().equals(beginning))
                .findFirst()
                .orElseThrow();
        Set<String> rows = rowsHere(bound);
        assertEquals(rowsOfTlc(bound), rows);
        assertEquals(count, rows.size());
    }

    private Set<String> rowsHere(Bound bound) throws Exception {
        TraceHeader header = bound.header();
        Specification specification = SHELF.forTrace(header);
        SpecificationSide side = new SpecificationSide(
                bound, specification, specification.initialState(header.init()), new Interned<>());
        Cluster cluster = new Cluster(side, bound.logs().size());
        Search search = new Search(cluster);
        assertTrue(search.run(transitions -> true));
        Set<String> rows = new TreeSet<>();
        for (long found : search.rows()) {
            rows.add(cluster.seen(found).stream().map(RowsOfTlcTest::row).collect(joining(" ")));
        }
        return rows;
    }

    private static String row(Fields row) {
        return VARIABLES.stream()
                .map(variable -> String.valueOf(row.get(variable)))
                .collect(joining(","));
    }

    private Set<String> rowsOfTlc(Bound bound) throws Exception {
        TraceHeader header = bound.header();
        Map<String, Value> logs = ImmutableMap.copyOf(Maps.transformValues(header.init(), rows -> rows.get("lastLog")));
        Files.copy(OurSpecification.MODULE, folder.resolve("RaftElection.tla"));
        Files.writeString(folder.resolve("Rows.tla"), """
                ---- MODULE Rows ----
                EXTENDS RaftElection
                Positions == %s
                Beginning == lastLog = %s
                TermBound == \\A i \\in Server : currentTerm[i] <= %d
                ====
                """.formatted(
                        Value.set(logs.values()), Value.record(logs), bound.lastTerm()));
        Files.writeString(
                folder.resolve("Rows.cfg"), """
                SPECIFICATION Spec
                CONSTRAINT Beginning TermBound
                CONSTANTS
                    Server = %s
                    Nil = "none"
                    LogPosition <- Positions
                """.formatted(header.constants().get("Server")));
        Path states = folder.resolve("states");
        PlainTlcRun run = PlainTlcRun.in(folder, "-dump", states.toString(), "Rows");
        assertEquals(0, run.exitCode(), run.output());
        List<String> servers = bound.logs().keySet().asList();
        Set<String> rows = new TreeSet<>();
        String dump = Files.readString(Path.of(states + ".dump"));
        for (String state :
                Splitter.onPattern("State \\d+:\\s*").omitEmptyStrings().split(dump)) {
            rows.add(servers.stream()
                    .map(server -> VARIABLES.stream()
                            .map(variable -> value(state, variable, server))
                            .collect(joining(",")))
                    .collect(joining(" ")));
        }
        return rows;
    }

    /** {@code /\ variable = [n1 |-> ..., n2 |-> ...]} */
    private static String value(String state, String variable, String server) {
        Matcher value = Pattern.compile("/\\\\ " + variable + " =[^/]*?\\b" + server
                        + " \\|-> (\\{[^}]*\\}|\\[[^\\]]*\\]|\"\\w+\"|\\d+)")
                .matcher(state);
        assertTrue(value.find(), () -> variable + " of " + server + " in " + state);
        return value.group(1).startsWith("{") ? sorted(value.group(1)) : value.group(1);
    }

    private static String sorted(String set) {
        return Pattern.compile("\"\\w+\"")
                .matcher(set)
                .results()
                .map(MatchResult::group)
                .sorted()
                .collect(joining(", ", "{", "}"));
    }
}
