package dev.quorate.impl.explore;

import static com.google.common.base.Preconditions.checkState;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.Fields;
import java.util.ArrayList;
import java.util.List;

/** The servers of one side together: all steps that any of them can take in a state. */
final class Cluster {
    private final Side side;
    private final int servers;
    /** How many bits of a packed vector each server has. */
    private final int bits;

    private final List<List<Repertoire>> repertoires = new ArrayList<>();

    /** What is to be done with each step. */
    interface Visitor {
        void step(int server, Move move) throws SpecificationException;
    }

    Cluster(Side side, int servers) {
        this.side = side;
        this.servers = servers;
        this.bits = Math.min(Integer.SIZE - 1, Long.SIZE / servers);
        for (int server = 0; server < servers; server++) {
            repertoires.add(new ArrayList<>());
        }
    }

    /** The state in which both sides begin, each by itself. */
    Found start() {
        long rows = 0;
        for (int server = 0; server < servers; server++) {
            rows = with(rows, server, side.start(server));
        }
        return Found.start(rows);
    }

    /** Visits all steps that can be taken. */
    void steps(Found found, Visitor visitor) throws SpecificationException {
        for (int server = 0; server < servers; server++) {
            Repertoire repertoire = repertoire(server, row(found.rows(), server));
            for (Move move : repertoire.alone()) {
                visitor.step(server, move);
            }
            for (int m = found.messages().next(0); m >= 0; m = found.messages().next(m + 1)) {
                for (Move move : repertoire.receipts(m)) {
                    visitor.step(server, move);
                }
            }
        }
    }

    /** Whether a step leads to another state than it begins in. */
    boolean changes(Found found, int server, Move move) {
        return !isStill(found, server, move) || !found.messages().holds(move.sent());
    }

    /** Whether a step leaves the server what it is. */
    private boolean isStill(Found found, int server, Move move) {
        return move.row() == row(found.rows(), server);
    }

    Found after(Found found, int server, Move move) {
        return found.after(move, with(found.rows(), server, move.row()));
    }

    /**
     * The state with all messages that the servers can send without any of them changing, however often it takes: sent
     * or not, they may still be received never.
     */
    Found saturated(Found found) throws SpecificationException {
        Found all = found;
        for (boolean grows = true; grows; ) {
            Found before = all;
            for (int server = 0; server < servers; server++) {
                all = saturated(all, server);
            }
            grows = all.depth() > before.depth();
        }
        return all;
    }

    private Found saturated(Found found, int server) throws SpecificationException {
        Repertoire repertoire = repertoire(server, row(found.rows(), server));
        Found all = sendAll(found, server, repertoire.alone());
        for (int m = all.messages().next(0); m >= 0; m = all.messages().next(m + 1)) {
            all = sendAll(all, server, repertoire.receipts(m));
        }
        return all;
    }

    private Found sendAll(Found found, int server, Move[] moves) {
        Found all = found;
        for (Move move : moves) {
            if (move.isFollowed()
                    && isStill(all, server, move)
                    && !all.messages().holds(move.sent())) {
                all = after(all, server, move);
            }
        }
        return all;
    }

    private Repertoire repertoire(int server, int row) throws SpecificationException {
        List<Repertoire> known = repertoires.get(server);
        while (known.size() <= row) {
            known.add(null);
        }
        Repertoire repertoire = known.get(row);
        if (repertoire == null) {
            repertoire = new Repertoire(side, server, row);
            known.set(row, repertoire);
        }
        return repertoire;
    }

    private int row(long rows, int server) {
        return (int) ((rows >>> (server * bits)) & mask());
    }

    private long with(long rows, int server, int row) {
        checkState(row <= mask(), "a server can be more than %s things", mask());
        int shift = server * bits;
        return (rows & ~(mask() << shift)) | ((long) row << shift);
    }

    private long mask() {
        return (1L << bits) - 1;
    }

    /** The rows of all servers, in their order. */
    ImmutableList<Fields> seen(long rows) {
        ImmutableList.Builder<Fields> seen = ImmutableList.builder();
        for (int server = 0; server < servers; server++) {
            seen.add(side.seen(row(rows, server)));
        }
        return seen.build();
    }
}
