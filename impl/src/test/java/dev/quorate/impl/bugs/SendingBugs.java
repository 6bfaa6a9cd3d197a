package dev.quorate.impl.bugs;

import static dev.quorate.impl.bugs.Change.received;
import static dev.quorate.impl.bugs.Variant.driver;
import static dev.quorate.impl.bugs.Variant.lab;
import static dev.quorate.impl.bugs.Variant.rules;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.bugs.CallingRaft.Manner;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timer;
import dev.quorate.impl.world.Timing;

/** How messages leave, and how many. */
final class SendingBugs {
    private static final String HEARTBEATS = "Figure 2, Leaders: repeat heartbeats to each server during idle periods";
    private static final String ALL_AT_ONCE = "Section 5.1: servers issue RPCs in parallel";

    private SendingBugs() {}

    static ImmutableList<Bug> all() {
        return ImmutableList.of(
                new Bug(
                        "T15a",
                        "heartbeats end with a failed send",
                        HEARTBEATS,
                        "the loop over all servers ends at the first call that fails",
                        lab(CallingRaft.factory(Manner.UNTIL_ONE_FAILS))),
                new Bug(
                        "T15b",
                        "heartbeats end for good with a failed send",
                        HEARTBEATS,
                        "one send in 500 fails, and then the leader's timer is not started anew",
                        driver(world -> new FailingSends(world).world())),
                new Bug(
                        "T16",
                        "calls one after another",
                        ALL_AT_ONCE,
                        "the loop that sends heartbeats waits for each reply",
                        lab(CallingRaft.factory(Manner.ONE_AFTER_ANOTHER))),
                new Bug(
                        "T17",
                        "lock held during calls",
                        ALL_AT_ONCE,
                        "a server that waits for a reply answers nobody",
                        lab(CallingRaft.factory(Manner.WITH_THE_LOCK_HELD))),
                new Bug(
                        "T19a",
                        "heartbeats too frequent",
                        "Section 5.6: the lab allows 10 heartbeats in a second",
                        "ten times as many heartbeats as are needed",
                        driver(world -> Worlds.waiting(world, new Timing(250_000, 400_000, 60_000, 180_000, 10_000)))),
                new Bug(
                        "T19b",
                        "votes asked for again at each reply",
                        "Section 5.2: a candidate asks each server once in a term, and again if no reply comes",
                        "a candidate that a reply does not make leader asks all others again",
                        rules((before, input, sound) -> received(input, RequestVoteResponse.class)
                                .filter(r -> before.role() == Role.CANDIDATE
                                        && sound.state().role() == Role.CANDIDATE
                                        && r.term() == before.currentTerm())
                                .map(r -> new Step(
                                        sound.state(),
                                        sound.persist(),
                                        Change.requestVotes(sound.state()),
                                        sound.timer()))
                                .orElse(sound))),
                new Bug(
                        "T19c",
                        "heartbeat answered by a heartbeat",
                        "Section 5.2: a leader sends heartbeats periodically",
                        "a leader sends a heartbeat again as soon as the last one is answered",
                        rules((before, input, sound) -> answersWithAHeartbeat(before, input, sound))),
                new Bug(
                        "X17",
                        "heartbeats to a majority only",
                        HEARTBEATS,
                        "a leader sends heartbeats to just as many servers as make a majority with it",
                        rules((before, input, sound) ->
                                sound.send().stream().allMatch(AppendEntriesRequest.class::isInstance)
                                        ? sendingTo(sound, before.servers().size() / 2)
                                        : sound)));
    }

    private static Step sendingTo(Step step, int servers) {
        ImmutableList<Message> some =
                step.send().subList(0, Math.min(servers, step.send().size()));
        return new Step(step.state(), step.persist(), some, step.timer());
    }

    private static Step answersWithAHeartbeat(ServerState before, Input input, Step sound) {
        return received(input, Message.AppendEntriesResponse.class)
                .filter(r -> before.role() == Role.LEADER && r.success() && r.term() == before.currentTerm())
                .map(r -> Change.step(
                        before,
                        before,
                        ImmutableList.of(new AppendEntriesRequest(before.currentTerm(), before.id(), r.from())),
                        TimerEffect.KEEP))
                .orElse(sound);
    }

    /** Sends that fail by chance, and a loop of heartbeats that ends with them. */
    private static final class FailingSends implements Network<Message>, Timer {
        private static final double RATE = 1.0 / 500;

        private final Server.World sound;
        private final Randomness chance;
        private boolean failed;

        FailingSends(Server.World sound) {
            this.sound = sound;
            this.chance = Randomness.seeded(sound.randomness().between(0, Integer.MAX_VALUE));
        }

        Server.World world() {
            return Worlds.sending(sound, this, this);
        }

        @Override
        public void send(Message message) {
            failed |= message instanceof AppendEntriesRequest && chance.chance(RATE);
            if (!failed) {
                sound.network().send(message);
            }
        }

        /** The last thing that a step does. */
        @Override
        public void set(long micros) {
            if (!failed) {
                sound.timer().set(micros);
            }
            failed = false;
        }
    }
}
