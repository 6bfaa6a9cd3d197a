package dev.quorate.impl.server;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.history.Atom;
import dev.quorate.conformance.history.History;
import dev.quorate.conformance.history.HistoryRecorder;
import dev.quorate.conformance.history.HistoryVerdict;
import dev.quorate.conformance.history.ListAppend;
import dev.quorate.conformance.history.MicroOp;
import dev.quorate.conformance.history.Model;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.Input;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Who led, as a history: a key is a term, and its list the servers that lead in it. At most one may (section 5.2), so a
 * correct cluster is a store whose lists have one element, and which is strict-serializable.
 *
 * <p>It is recorded from what anybody can see outside, which is what servers send, in answer to what, and that they are
 * restarted. Votes, roles and logs are not looked at:
 * <ul>
 *   <li>A candidacy reads the term as empty and appends itself. It is invoked by the first requests for votes of that
 *       term, and ok with the first heartbeats. It failed if the server sends anything of a newer term, or accepts
 *       another's heartbeat of this one, before it has sent heartbeats; if it was restarted, nobody knows.
 *   <li>Who accepts a heartbeat reads that the heartbeat's term has its sender for a leader. Who refuses one tells
 *       nothing.
 *   <li>Whoever leads without a candidacy that was seen has its candidacy then and there; whoever leads though its
 *       candidacy of this term has ended reads itself. A sound server does neither.
 * </ul>
 *
 * <p>A server's process is its place among the servers; after a candidacy of unknown outcome it is a fresh one, higher by
 * the number of servers. Whatever servers do, recording does not fail. Not thread-safe.
 */
public final class LeadershipHistory {
    private static final String RESTART = new Input.Restarted().action();
    private static final long NANOS_PER_MICRO = 1_000;

    /** What was seen of a server. */
    private static final class Seen {
        final Atom name;
        int process;
        /** The term of the candidacy whose outcome is still open. */
        OptionalLong candidacy = OptionalLong.empty();
        /** The terms of its candidacies: in each it is appended once. */
        final Set<Long> stoodIn = new HashSet<>();

        final Set<Long> ledIn = new HashSet<>();

        Seen(String name, int process) {
            this.name = Atom.of(name);
            this.process = process;
        }

        boolean isCandidateIn(long term) {
            return candidacy.equals(OptionalLong.of(term));
        }
    }

    private final Map<String, Seen> servers = new HashMap<>();
    private final HistoryRecorder recorder = new HistoryRecorder(() -> this.nanos);
    private long nanos;
    private Optional<History> history = Optional.empty();

    /** @param ids the servers, in the order of their processes */
    public LeadershipHistory(Collection<String> ids) {
        ids.forEach(id -> servers.put(id, new Seen(id, servers.size())));
    }

    /** What there is in such a history that a store of terms and leaders must not show: it is strict-serializable. */
    public static HistoryVerdict verdict(History leadership) {
        return ListAppend.check(leadership, Model.STRICT_SERIALIZABLE);
    }

    /**
     * Takes the next line of a run. After {@link #history} lines are passed over, as of a server that would not die.
     *
     * @throws IllegalStateException if the line is of none of the servers
     */
    public void add(TraceEvent event) {
        Seen server = servers.get(event.node());
        checkState(server != null, "%s is none of the servers", event.node());
        if (history.isPresent()) {
            return;
        }
        nanos = event.time() * NANOS_PER_MICRO;
        if (event.action().equals(RESTART)) {
            loseSight(server);
        }
        for (Value message : event.sent()) {
            Message sent = RaftForm.message(message);
            sends(server, sent);
            if (sent instanceof AppendEntriesResponse r && r.success()) {
                heartbeat(event).ifPresent(heartbeat -> accepts(server, heartbeat));
            }
        }
    }

    private static Optional<AppendEntriesRequest> heartbeat(TraceEvent event) {
        return Optional.ofNullable(event.params().get("m"))
                .map(RaftForm::message)
                .filter(AppendEntriesRequest.class::isInstance)
                .map(AppendEntriesRequest.class::cast);
    }

    /** Ends the record; a candidacy that is open now has an unknown outcome. */
    public History history() {
        if (history.isEmpty()) {
            history = Optional.of(recorder.history());
        }
        return history.get();
    }

    private void sends(Seen server, Message m) {
        if (server.candidacy.orElse(m.term()) < m.term()) {
            fails(server);
        }
        if (m instanceof RequestVoteRequest) {
            stands(server, m.term());
        } else if (m instanceof AppendEntriesRequest) {
            leads(server, m.term());
        }
    }

    /** A value is appended to a key once, so a second candidacy in a term adds nothing. */
    private void stands(Seen server, long term) {
        if (server.stoodIn.add(term)) {
            loseSight(server);
            recorder.invoke(server.process, candidacy(server, MicroOp.read(term), term));
            server.candidacy = OptionalLong.of(term);
        }
    }

    private void leads(Seen server, long term) {
        if (!server.ledIn.add(term)) {
            return;
        }
        stands(server, term);
        if (server.isCandidateIn(term)) {
            recorder.ok(server.process, candidacy(server, MicroOp.read(Atom.of(term), ImmutableList.of()), term));
            server.candidacy = OptionalLong.empty();
        } else {
            reads(server, term, server.name);
        }
    }

    private void accepts(Seen server, AppendEntriesRequest heartbeat) {
        if (server.isCandidateIn(heartbeat.term())) {
            fails(server);
        }
        reads(server, heartbeat.term(), Atom.of(heartbeat.from()));
    }

    private void fails(Seen server) {
        recorder.fail(server.process);
        server.candidacy = OptionalLong.empty();
    }

    /** What it does next it does as another process, if it has left something open. */
    private void loseSight(Seen server) {
        if (server.candidacy.isPresent()) {
            recorder.info(server.process);
            server.process += servers.size();
            server.candidacy = OptionalLong.empty();
        }
    }

    private void reads(Seen server, long term, Atom leader) {
        loseSight(server);
        recorder.invoke(server.process, ImmutableList.of(MicroOp.read(term)));
        recorder.ok(server.process, ImmutableList.of(MicroOp.read(Atom.of(term), ImmutableList.of(leader))));
    }

    private static ImmutableList<MicroOp> candidacy(Seen server, MicroOp read, long term) {
        return ImmutableList.of(read, MicroOp.append(Atom.of(term), server.name));
    }
}
