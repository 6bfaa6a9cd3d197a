/**
 * Every state that the core can reach under a bound, held against every state that the specification can reach. Each
 * transition of the code is judged by the specification, and both must reach the same rows of servers.
 *
 * <p>Calls {@link dev.quorate.impl.raft.Core#step} itself. Knows the core ({@code raft}), how its values look in a trace
 * ({@code server}), and the judge ({@code conformance}). No rule of Raft is here.
 */
package dev.quorate.impl.explore;
