package dev.quorate.impl.bugs;

import static dev.quorate.impl.bugs.Change.received;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import java.util.function.BiPredicate;

/** How a voter compares logs (section 5.4.1). */
final class LogBugs {
    private static final String UP_TO_DATE =
            "Section 5.4.1: the newer last term is more up-to-date, with equal terms the longer log";
    /** Before all logs. */
    private static final LogPosition NOWHERE = new LogPosition(-1, -1);

    private LogBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "V7",
                        "vote without a look at the log",
                        UP_TO_DATE,
                        "the end of the candidate's log is ignored",
                        grantIf((candidate, own) -> true)),
                new Bug(
                        "V8",
                        "log compared by index only",
                        UP_TO_DATE,
                        "a longer log wins, even if its last entry is older",
                        grantIf((candidate, own) -> candidate.index() >= own.index())),
                new Bug(
                        "V9",
                        "log compared too strictly",
                        UP_TO_DATE,
                        "refused if the voter's last term is newer or its log is longer; two servers that are left may"
                                + " refuse each other for ever",
                        grantIf((candidate, own) ->
                                candidate.term() >= own.term() && candidate.index() >= own.index())),
                new Bug(
                        "V10",
                        "refusal needs both",
                        UP_TO_DATE,
                        "refused only if the voter's last term is newer and its log is longer",
                        grantIf((candidate, own) ->
                                candidate.term() >= own.term() || candidate.index() >= own.index())),
                new Bug(
                        "V11",
                        "the last better log wins",
                        "Figure 2, RequestVote 2: votedFor is null or candidateId",
                        "a voter leaves the one it voted for if another candidate's log beats its own; the logs of the"
                                + " two are not compared",
                        rules(LogBugs::votesForTheLastBetter)),
                new Bug(
                        "X12",
                        "end of the log forgotten at a restart",
                        "Figure 2, State: log[] is persistent",
                        "after a restart the log counts as empty",
                        rules((before, input, sound) -> input instanceof Input.Restarted
                                ? new Step(
                                        Change.withLog(sound.state(), LogPosition.EMPTY),
                                        sound.persist(),
                                        sound.send(),
                                        sound.timer())
                                : sound)));
    }

    /** @param enough of the ends of the candidate's log and the voter's */
    private static Variant grantIf(BiPredicate<LogPosition, LogPosition> enough) {
        Core core = (before, input) -> Change.SOUND.step(
                before,
                received(input, RequestVoteRequest.class)
                        .<Input>map(m -> new Input.Received(new RequestVoteRequest(
                                m.term(),
                                m.from(),
                                m.to(),
                                enough.test(m.lastLog(), before.lastLog()) ? before.lastLog() : NOWHERE)))
                        .orElse(input));
        return rules(core);
    }

    private static Step votesForTheLastBetter(ServerState before, Input input, Step sound) {
        return received(input, RequestVoteRequest.class)
                .filter(m -> before.role() == Role.FOLLOWER
                        && m.term() == before.currentTerm()
                        && !before.lastLog().atLeastAsUpToDateAs(m.lastLog()))
                .map(m -> Change.granted(before, m))
                .orElse(sound);
    }
}
