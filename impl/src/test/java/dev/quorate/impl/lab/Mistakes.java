package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.quorate.impl.conformance.FaultyCores;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.DurableState;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.raft.Role;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.raft.Step;
import dev.quorate.impl.raft.Step.TimerEffect;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import dev.quorate.impl.world.Timing;
import java.util.Optional;

/** Servers with one mistake each. All else is our own Raft. */
@SuppressWarnings("ImmutableEnumChecker") // a factory keeps nothing
enum Mistakes {
    /** Nobody is given a vote. */
    NEVER_VOTES(core((before, input, step) ->
            input instanceof Input.Received received && received.message() instanceof RequestVoteRequest request
                    ? new Step(before, Optional.empty(), refusal(before, request), TimerEffect.KEEP)
                    : step)),

    /** Every timeout is the same. */
    TIMEOUTS_ARE_NOT_RANDOM(Raft.factory(new ElectionCore(), new Timing(250_000, 250_001, 60_000, 60_001, 100_000))),

    /** Timeouts differ by less than a round trip. */
    TIMEOUTS_ARE_TOO_CLOSE(Raft.factory(new ElectionCore(), new Timing(250_000, 255_000, 60_000, 65_000, 100_000))),

    /** A server draws once and keeps what it has drawn. */
    DRAWS_ONCE((peers, me, persister, applyCh, world) -> {
        double place = world.randomness().between(0, 1_000) / 1_000.0;
        Randomness kept = new Randomness() {
            @Override
            public long between(long low, long high) {
                return low + (long) (place * (high - low));
            }

            @Override
            public boolean chance(double probability) {
                return place < probability;
            }
        };
        LabWorld same = new LabWorld(world.time(), kept, world.trace());
        return Raft.factory().make(peers, me, persister, applyCh, same);
    }),

    /** Ten times as many heartbeats as are needed. */
    HEARTBEATS_ARE_TOO_FREQUENT(
            Raft.factory(new ElectionCore(), new Timing(250_000, 400_000, 60_000, 180_000, 10_000))),

    /** A candidate needs nobody else. */
    WINS_ALONE(core((before, input, step) -> {
        boolean stands = input instanceof Input.ElectionTimeout;
        return stands ? leads(step, step.state().votesGranted()) : step;
    })),

    /** Two votes are always enough, as they are in a cluster of three. */
    WINS_WITH_TWO(core((before, input, step) -> {
        boolean two = step.state().role() == Role.CANDIDATE
                && step.state().votesGranted().size() == 2;
        return two ? leads(step, step.state().votesGranted()) : step;
    })),

    /** A candidate waits for the votes of all. */
    WINS_WITH_ALL_ONLY(core((before, input, step) -> {
        boolean early = before.role() == Role.CANDIDATE
                && step.state().role() == Role.LEADER
                && step.state().votesGranted().size() < before.servers().size();
        return early
                ? new Step(
                        with(
                                step.state(),
                                step.state().votedFor(),
                                Role.CANDIDATE,
                                step.state().votesGranted()),
                        step.persist(),
                        ImmutableList.of(),
                        TimerEffect.KEEP)
                : step;
    })),

    /** Half of the servers is taken for a majority. */
    WINS_WITH_HALF(FaultyCores.WINS_WITH_HALF),

    /** Term and vote are not read back after a crash. */
    FORGETS_TERM_AND_VOTE(FaultyCores.FORGETS_TERM_AND_VOTE_AT_A_RESTART),

    /** The vote is not read back after a crash; the term is. */
    FORGETS_THE_VOTE(core((before, input, step) -> input instanceof Input.Restarted
            ? new Step(
                    with(step.state(), Optional.empty(), Role.FOLLOWER, ImmutableSortedSet.of()),
                    step.persist(),
                    step.send(),
                    step.timer())
            : step)),

    /** A candidate's vote for itself is not made durable. */
    OWN_VOTE_IS_NOT_DURABLE(core((before, input, step) -> input instanceof Input.ElectionTimeout
            ? new Step(
                    step.state(),
                    Optional.of(new DurableState(step.state().currentTerm(), Optional.empty())),
                    step.send(),
                    step.timer())
            : step)),

    /** Who has voted for itself leads after a crash. */
    LEADS_AFTER_A_RESTART(core((before, input, step) ->
            input instanceof Input.Restarted && before.votedFor().equals(Optional.of(before.id()))
                    ? new Step(
                            with(
                                    step.state(),
                                    step.state().votedFor(),
                                    Role.LEADER,
                                    step.state().servers()),
                            step.persist(),
                            step.send(),
                            TimerEffect.HEARTBEAT)
                    : step)),

    /** A write that failed is taken for one that did not. */
    IGNORES_FAILED_WRITES((peers, me, persister, applyCh, world) -> {
        Storage careless = new Storage() {
            @Override
            public void save(byte[] data) {
                try {
                    persister.save(data);
                } catch (StorageException e) {
                    // the mistake
                }
            }

            @Override
            public Optional<byte[]> read() {
                return persister.read();
            }
        };
        return Raft.make(peers, me, careless, applyCh, new ElectionCore(), Timing.COURSE, world);
    }),

    /** A leader refuses everything in a newer term. */
    LEADER_IGNORES_NEWER_TERMS(core((before, input, step) -> before.role() == Role.LEADER
                    && input instanceof Input.Received received
                    && received.message().term() > before.currentTerm()
            ? new Step(before, Optional.empty(), refusal(before, received.message()), TimerEffect.KEEP)
            : step)),

    /** A request for a vote in a newer term is refused, and its term is not taken over. */
    FOLLOWER_IGNORES_NEWER_TERMS(core((before, input, step) -> before.role() == Role.FOLLOWER
                    && input instanceof Input.Received received
                    && received.message() instanceof RequestVoteRequest request
                    && request.term() > before.currentTerm() + 1
            ? new Step(before, Optional.empty(), refusal(before, request), TimerEffect.KEEP)
            : step)),

    /** Whoever asks is given the vote. */
    VOTES_TWICE(core((before, input, step) -> before.role() == Role.FOLLOWER
                    && input instanceof Input.Received received
                    && received.message() instanceof RequestVoteRequest request
                    && request.term() == before.currentTerm()
            ? new Step(
                    with(before, Optional.of(request.from()), Role.FOLLOWER, ImmutableSortedSet.of()),
                    Optional.of(new DurableState(before.currentTerm(), Optional.of(request.from()))),
                    ImmutableList.of(new RequestVoteResponse(before.currentTerm(), before.id(), request.from(), true)),
                    TimerEffect.ELECTION)
            : step)),

    /** Who has been given the vote is refused it when it asks again in the same term. */
    REFUSES_WHO_ASKS_AGAIN(core((before, input, step) -> before.role() == Role.FOLLOWER
                    && input instanceof Input.Received received
                    && received.message() instanceof RequestVoteRequest request
                    && request.term() == before.currentTerm()
                    && before.votedFor().equals(Optional.of(request.from()))
            ? new Step(before, Optional.empty(), refusal(before, request), TimerEffect.KEEP)
            : step)),

    /** A vote granted in an older term is counted in this one. */
    COUNTS_VOTES_OF_AN_OLDER_TERM(FaultyCores.COUNTS_VOTES_OF_AN_OLDER_TERM);

    /** What the mistake makes of a sound step. */
    private interface Change {
        Step of(ServerState before, Input input, Step sound);
    }

    private final WorldRaftFactory factory;

    Mistakes(WorldRaftFactory factory) {
        this.factory = factory;
    }

    Mistakes(Core core) {
        this(Raft.factory(core, Timing.COURSE));
    }

    WorldRaftFactory factory() {
        return factory;
    }

    private static Core core(Change change) {
        Core sound = new ElectionCore();
        return (before, input) -> change.of(before, input, sound.step(before, input));
    }

    private static Step leads(Step step, ImmutableSortedSet<String> votes) {
        ServerState leader = with(step.state(), step.state().votedFor(), Role.LEADER, votes);
        return new Step(
                leader,
                step.persist(),
                leader.others().stream()
                        .<Message>map(to -> new AppendEntriesRequest(leader.currentTerm(), leader.id(), to))
                        .collect(ImmutableList.toImmutableList()),
                TimerEffect.HEARTBEAT);
    }

    private static ServerState with(ServerState s, Optional<String> vote, Role role, ImmutableSortedSet<String> votes) {
        return new ServerState(s.id(), s.servers(), s.currentTerm(), vote, role, votes, s.lastLog());
    }

    private static ImmutableList<Message> refusal(ServerState s, Message request) {
        if (request instanceof RequestVoteRequest) {
            return ImmutableList.of(new RequestVoteResponse(s.currentTerm(), s.id(), request.from(), false));
        } else if (request instanceof AppendEntriesRequest) {
            return ImmutableList.of(new Message.AppendEntriesResponse(s.currentTerm(), s.id(), request.from(), false));
        }
        return ImmutableList.of();
    }
}
