/**
 * A deterministic world: a whole cluster in one thread, in virtual time, with chance from one seed and faults from one
 * plan. The same seed gives the same trace, byte for byte, on any JVM; a minute of a cluster takes milliseconds.
 *
 * <p>Knows the core ({@code raft}), the interfaces and the fault plan ({@code world}), the server that runs in any world
 * ({@code server}), the trace format ({@code conformance.trace}) and that of histories ({@code conformance.history}). It
 * judges nothing: it makes traces and tells who led, and what to think of them is for the checkers to say.
 */
package dev.quorate.impl.sim;
