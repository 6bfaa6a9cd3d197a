package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import java.util.Arrays;

/** What one server, being one thing, can do: its side is asked once for each message. */
final class Repertoire {
    private final Side side;
    private final int server;
    private final int row;
    private final Move[] alone;
    /** By message; {@code null} for one that was not met yet. */
    private Move[][] receipts = new Move[Long.SIZE][];

    Repertoire(Side side, int server, int row) throws SpecificationException {
        this.side = side;
        this.server = server;
        this.row = row;
        this.alone = array(side.alone(server, row));
    }

    private static Move[] array(ImmutableList<Move> moves) {
        return moves.toArray(Move[]::new);
    }

    /** The steps that receive nothing. Not to be written to. */
    Move[] alone() {
        return alone;
    }

    /** The steps that receive this message. Not to be written to. */
    Move[] receipts(int message) throws SpecificationException {
        if (message >= receipts.length) {
            receipts = Arrays.copyOf(receipts, 2 * message);
        }
        if (receipts[message] == null) {
            receipts[message] = array(side.receipts(server, row, message));
        }
        return receipts[message];
    }
}
