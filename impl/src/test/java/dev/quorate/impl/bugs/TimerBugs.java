package dev.quorate.impl.bugs;

import static dev.quorate.impl.bugs.Change.received;
import static dev.quorate.impl.bugs.Change.timed;
import static dev.quorate.impl.bugs.Variant.driver;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;

/** When timers start anew, and how long they run (section 5.2). Each step by itself is one that Raft allows. */
final class TimerBugs {
    private static final String FOLLOWERS =
            "Figure 2, Followers: a timeout without AppendEntries of the current leader or a vote granted";
    private static final String RANDOM = "Section 5.2: election timeouts are drawn anew from an interval";
    private static final long TICK_MICROS = 10_000;

    private TimerBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "T1",
                        "timer restarted at a refusal",
                        FOLLOWERS,
                        "a request for a vote starts the timer anew, also if it is refused",
                        rules((before, input, sound) ->
                                received(input, RequestVoteRequest.class).isPresent()
                                                && sound.state().role() == Role.FOLLOWER
                                        ? timed(sound, TimerEffect.ELECTION)
                                        : sound)),
                new Bug(
                        "T2",
                        "timer restarted by a leader of old",
                        FOLLOWERS,
                        "a heartbeat of any term starts the timer anew",
                        rules((before, input, sound) ->
                                received(input, AppendEntriesRequest.class).isPresent()
                                                && sound.state().role() != Role.LEADER
                                        ? timed(sound, TimerEffect.ELECTION)
                                        : sound)),
                new Bug(
                        "T3",
                        "timer not restarted at a vote",
                        FOLLOWERS,
                        "granting a vote leaves the timer as it is",
                        rules((before, input, sound) ->
                                received(input, RequestVoteRequest.class).isPresent() && before.role() != Role.LEADER
                                        ? timed(sound, TimerEffect.KEEP)
                                        : sound)),
                new Bug(
                        "T4a",
                        "timeout drawn once",
                        RANDOM,
                        "a server draws when it starts and keeps what it has drawn",
                        driver(world -> Worlds.drawing(
                                world, alwaysAt(world.randomness().between(0, 1_000) / 1_000.0)))),
                new Bug(
                        "T4b",
                        "timeout not drawn",
                        RANDOM,
                        "every timeout of every server is the same",
                        driver(world -> Worlds.waiting(world, new Timing(250_000, 250_001, 60_000, 60_001, 100_000)))),
                new Bug(
                        "T4c",
                        "timeouts too close",
                        RANDOM + " wide enough to tell servers apart",
                        "timeouts differ by less than a round trip",
                        driver(world -> Worlds.waiting(world, new Timing(250_000, 255_000, 60_000, 65_000, 100_000)))),
                new Bug(
                        "T5",
                        "timeout drawn at each tick",
                        RANDOM + ", when the timer starts",
                        "every 10 ms the time that has passed is compared with a new draw, so most timeouts are short",
                        driver(world -> Worlds.drawing(world, atEachTick(world.randomness())))),
                new Bug(
                        "T14",
                        "stands again without asking",
                        "Figure 2, Candidates: send RequestVote to all other servers",
                        "a candidate whose election timeout ends takes the next term and asks nobody",
                        rules((before, input, sound) ->
                                input instanceof Input.ElectionTimeout && before.role() == Role.CANDIDATE
                                        ? new Step(sound.state(), sound.persist(), ImmutableList.of(), sound.timer())
                                        : sound)),
                new Bug(
                        "X13",
                        "timer not restarted by a heartbeat",
                        FOLLOWERS,
                        "a follower stands for election though its leader is there",
                        rules((before, input, sound) ->
                                received(input, AppendEntriesRequest.class).isPresent()
                                                && before.role() == Role.FOLLOWER
                                        ? timed(sound, TimerEffect.KEEP)
                                        : sound)),
                new Bug(
                        "X14",
                        "timer of a former leader",
                        FOLLOWERS,
                        "a leader that steps down waits for the next heartbeat interval only, then stands for election",
                        rules((before, input, sound) ->
                                stepsDown(before, sound) ? timed(sound, TimerEffect.KEEP) : sound)),
                new Bug(
                        "X15",
                        "heartbeats too rare",
                        "Section 5.6: broadcast time << election timeout; heartbeats prevent elections",
                        "the heartbeat interval lies within the range of election timeouts",
                        driver(world -> Worlds.waiting(world, new Timing(250_000, 400_000, 60_000, 180_000, 245_000)))),
                new Bug(
                        "X16",
                        "no heartbeat at the election",
                        "Figure 2, Leaders: upon election, send heartbeats",
                        "the first heartbeats come an interval after the election",
                        rules((before, input, sound) ->
                                before.role() == Role.CANDIDATE && sound.state().role() == Role.LEADER
                                        ? new Step(sound.state(), sound.persist(), ImmutableList.of(), sound.timer())
                                        : sound)));
    }

    private static boolean stepsDown(ServerState before, Step step) {
        return before.role() == Role.LEADER && step.state().role() == Role.FOLLOWER;
    }

    /** @param place of everything that is drawn, in its range */
    private static Randomness alwaysAt(double place) {
        return new Randomness() {
            @Override
            public long between(long low, long high) {
                return low + (long) (place * (high - low));
            }

            @Override
            public boolean chance(double probability) {
                return place < probability;
            }
        };
    }

    /** The timeout that comes of a draw at each tick: the first tick that the draw made at it does not exceed. */
    private static Randomness atEachTick(Randomness randomness) {
        return new Randomness() {
            @Override
            public long between(long low, long high) {
                long passed = low;
                while (randomness.between(low, high) > passed) {
                    passed += TICK_MICROS;
                }
                return Math.min(passed, high);
            }

            @Override
            public boolean chance(double probability) {
                return randomness.chance(probability);
            }
        };
    }
}
