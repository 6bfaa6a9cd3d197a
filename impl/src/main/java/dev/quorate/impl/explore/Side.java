package dev.quorate.impl.explore;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.Fields;

/**
 * One of the two that are compared. A step touches only what its own server is and the network, to which it only adds;
 * so what a server can do depends on what it is and what it receives, and is asked once, whatever the others are.
 *
 * <p>What a server is has a number: its row, and whatever else decides what it does next.
 */
interface Side {
    /** What a server is at the beginning. */
    int start(int server);

    /** The steps that a server may take without receiving anything. */
    ImmutableList<Move> alone(int server, int row) throws SpecificationException;

    /** The steps that a server may take with a message. */
    ImmutableList<Move> receipts(int server, int row, int message) throws SpecificationException;

    /** What can be seen of what a server is: its row. */
    Fields seen(int row);
}
