package dev.quorate.impl.cli;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import dev.quorate.impl.PlainTlcRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The VIEWs, the prompt refusals and the order of servers lose nothing: the rows that can be reached are the same with
 * them and without, up to a renaming of servers. Of a vote only whether it was given is compared: whose it was is not
 * kept.
 */
@Tag("verify")
final class ReductionsTest {
    private static final ImmutableList<String> SERVERS = ImmutableList.of("s1", "s2", "s3");
    private static final String BOUNDS = """
            CONSTANTS
                Server = {s1, s2, s3}
                Nil = Nil
                MaxTerm = %d
            """;

    @TempDir
    Path work;

    @Test
    void rowsOfTheCodesSpecificationAreAllReached() throws Exception {
        String bounds = BOUNDS.formatted(1) + "    LogPosition <- EmptyLogs\n";
        Set<String> all = rows("MCRaftElection", "SPECIFICATION Spec\nCONSTRAINT TermBound\n" + bounds);
        Set<String> reduced = rows(
                "MCRaftElection", "SPECIFICATION PromptSpec\nCONSTRAINT TermBound InTurn\nVIEW Relevant\n" + bounds);
        assertTrue(reduced.size() < all.size(), "the reduction reduces nothing");
        assertEquals(all, renamed(reduced));
    }

    @Test
    void rowsOfTheAlgorithmAreAllReached() throws Exception {
        String bounds = BOUNDS.formatted(2);
        Set<String> all = rows("MCLeaderElection", "SPECIFICATION Spec\nCONSTRAINT TermBound\n" + bounds);
        Set<String> reduced =
                rows("MCLeaderElection", "SPECIFICATION Spec\nCONSTRAINT TermBound InTurn\nVIEW Relevant\n" + bounds);
        assertTrue(reduced.size() < all.size(), "the reduction reduces nothing");
        assertEquals(all, renamed(reduced));
    }

    /** The rows of every state that TLC finds: a line a state, a part a server. */
    private Set<String> rows(String module, String config) throws Exception {
        Path states = work.resolve("states");
        try (SpecificationFiles files = new SpecificationFiles()) {
            Path configFile = Files.writeString(files.folder().resolve("Rows.cfg"), config);
            PlainTlcRun run = PlainTlcRun.in(
                    files.folder(),
                    "-metadir",
                    work.toString(),
                    "-dump",
                    states.toString(),
                    "-config",
                    configFile.toString(),
                    module);
            assertEquals(0, run.exitCode(), () -> "TLC failed on " + config);
        }
        Set<String> rows = new TreeSet<>();
        String dump = Files.readString(Path.of(states + ".dump"));
        for (String state :
                Splitter.onPattern("State \\d+:\\s*").omitEmptyStrings().split(dump)) {
            rows.add(SERVERS.stream().map(server -> row(state, server)).collect(joining(" ")));
        }
        return rows;
    }

    private static String row(String state, String server) {
        String role = value(state, "role", server);
        return String.join(
                ",",
                value(state, "currentTerm", server),
                value(state, "votedFor", server).equals("Nil") ? "-" : "voted",
                role,
                role.equals("\"Candidate\"") && state.contains("votesGranted")
                        ? votes(value(state, "votesGranted", server))
                        : "-");
    }

    /** {@code /\ variable = (s1 :> ... @@ s2 :> ...)} */
    private static String value(String state, String variable, String server) {
        Matcher value = Pattern.compile("/\\\\ " + variable + " =[^/]*?\\b" + server + " :> (\\{[^}]*\\}|[\"\\w]+)")
                .matcher(state);
        assertTrue(value.find(), () -> variable + " of " + server + " in " + state);
        return value.group(1);
    }

    private static String votes(String set) {
        return Pattern.compile("s\\d")
                .matcher(set)
                .results()
                .map(MatchResult::group)
                .sorted()
                .collect(joining("+"));
    }

    /** All that these rows become if the servers change names. */
    private static Set<String> renamed(Set<String> rows) {
        Set<String> all = new TreeSet<>();
        for (List<String> names : Collections2.permutations(SERVERS)) {
            for (String row : rows) {
                all.add(renamed(row, names));
            }
        }
        return all;
    }

    private static String renamed(String row, List<String> names) {
        List<String> old = Splitter.on(' ').splitToList(row);
        return SERVERS.stream()
                .map(server -> old.get(names.indexOf(server)))
                .map(of -> Splitter.on(',')
                        .splitToStream(of)
                        .map(part -> Splitter.on('+')
                                .splitToStream(part)
                                .map(word -> SERVERS.contains(word) ? names.get(SERVERS.indexOf(word)) : word)
                                .sorted()
                                .collect(joining("+")))
                        .collect(joining(",")))
                .collect(joining(" "));
    }
}
