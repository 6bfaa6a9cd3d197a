package dev.quorate.impl.raft;

import java.util.Optional;

/**
 * Figure 2, State, persistent on all servers: term and vote. One record, because a vote means nothing without its
 * term: written apart, a crash between the two writes could carry a vote into another term.
 */
public record DurableState(long currentTerm, Optional<String> votedFor) {}
