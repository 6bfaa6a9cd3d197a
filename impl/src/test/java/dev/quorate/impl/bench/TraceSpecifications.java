package dev.quorate.impl.bench;

import com.google.common.io.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Trace validation as it is practised: a second specification, written by hand, in which TLC follows the trace. One is
 * in the manner of the public ones: each disjunct quantifies over servers and messages and keeps what the line says, the
 * next state is compared afterwards, and the run is checked against the properties and the specification itself. The
 * other is as fast as it could be made: whom and what a step is about is taken from the line, and nothing is checked
 * but the step.
 */
final class TraceSpecifications {
    private static final String COMMON = """
            ---- MODULE %s ----
            EXTENDS RaftElection, Sequences, TraceIO
            VARIABLE l
            TraceLog == TraceLoad(0)
            Line == TraceLog[l]
            Is(action) == l <= Len(TraceLog) /\\ Line.action = action /\\ l' = l + 1
            Post(i) ==
                /\\ currentTerm'[i] = Line.state.currentTerm
                /\\ votedFor'[i] = Line.state.votedFor
                /\\ role'[i] = Line.state.role
                /\\ votesGranted'[i] = Line.state.votesGranted
            Done == l > Len(TraceLog) /\\ UNCHANGED <<vars, l>>

            """;

    private static final String PUBLIC = """
            TraceInit == Init /\\ l = 1
            TraceNext ==
                \\/ \\E i \\in Server :
                       \\/ Is("Timeout") /\\ Line.node = i /\\ Timeout(i) /\\ Post(i)
                       \\/ Is("SendHeartbeats") /\\ Line.node = i /\\ SendHeartbeats(i) /\\ Post(i)
                       \\/ Is("Restart") /\\ Line.node = i /\\ Restart(i) /\\ Post(i)
                       \\/ \\E m \\in messages :
                              \\/ Is("HandleRequestVoteRequest") /\\ Line.node = i /\\ Line.params.m = m
                                 /\\ HandleRequestVoteRequest(i, m) /\\ Post(i)
                              \\/ Is("HandleRequestVoteResponse") /\\ Line.node = i /\\ Line.params.m = m
                                 /\\ HandleRequestVoteResponse(i, m) /\\ Post(i)
                              \\/ Is("HandleAppendEntriesRequest") /\\ Line.node = i /\\ Line.params.m = m
                                 /\\ HandleAppendEntriesRequest(i, m) /\\ Post(i)
                              \\/ Is("HandleAppendEntriesResponse") /\\ Line.node = i /\\ Line.params.m = m
                                 /\\ HandleAppendEntriesResponse(i, m) /\\ Post(i)
                \\/ Done
            TraceSpec == TraceInit /\\ [][TraceNext]_<<vars, l>>
            TraceView == <<vars, l>>
            Refines == [][Next]_vars
            ====
            """;

    private static final String TUNED = """
            TraceInit == Init /\\ l = 1
            At == Line.node
            M == Line.params.m
            TraceNext ==
                \\/ /\\ l <= Len(TraceLog)
                   /\\ l' = l + 1
                   /\\ CASE Line.action = "Timeout" -> Timeout(At)
                        [] Line.action = "SendHeartbeats" -> SendHeartbeats(At)
                        [] Line.action = "Restart" -> Restart(At)
                        [] Line.action = "HandleRequestVoteRequest" -> HandleRequestVoteRequest(At, M)
                        [] Line.action = "HandleRequestVoteResponse" -> HandleRequestVoteResponse(At, M)
                        [] Line.action = "HandleAppendEntriesRequest" -> HandleAppendEntriesRequest(At, M)
                        [] OTHER -> HandleAppendEntriesResponse(At, M)
                   /\\ Post(At)
                \\/ Done
            TraceSpec == TraceInit /\\ [][TraceNext]_<<vars, l>>
            ====
            """;

    private TraceSpecifications() {}

    /** Writes a trace specification with all that it needs. @return its module's name */
    static String write(Path folder, boolean tuned, int servers) throws IOException {
        String name = tuned ? "TunedTrace" : "PublicTrace";
        Files.writeString(
                folder.resolve("RaftElection.tla"),
                Resources.toString(Resources.getResource("dev/quorate/spec/RaftElection.tla"), StandardCharsets.UTF_8));
        Files.writeString(folder.resolve("TraceIO.tla"), """
                ---- MODULE TraceIO ----
                TraceLoad(nothing) == CHOOSE lines : TRUE
                ====
                """);
        Files.writeString(
                folder.resolve(name + ".tla"),
                COMMON.formatted(name)
                        + "Zero == [term |-> 0, index |-> 0]\nLogs == {Zero}\n"
                        + (tuned ? TUNED : PUBLIC));
        StringBuilder names = new StringBuilder();
        for (int n = 1; n <= servers; n++) {
            names.append(n == 1 ? "" : ", ").append("\"n").append(n).append('"');
        }
        Files.writeString(
                folder.resolve(name + ".cfg"),
                "SPECIFICATION TraceSpec\nCONSTANTS\n    Server = {" + names + "}\n    Nil = \"none\"\n"
                        + "    LogPosition <- Logs\n"
                        + (tuned ? "" : "VIEW TraceView\nINVARIANTS ElectionSafety VotesOnce\nPROPERTIES Refines\n"));
        return name;
    }
}
