/**
 * The course's lab in real time: servers behind the interface of its Raft assignment, on real threads, over its
 * simulated network, under its tester; and every step leaves its line in a trace.
 *
 * <p>Anybody's servers are judged: from outside by {@link dev.quorate.impl.lab.NetworkTrace}, by what they tell through
 * {@link dev.quorate.impl.lab.StepLog}. The handout for students is {@code LAB.md}.
 *
 * <p>Knows the core, the server round it, the interfaces of the world and the trace format. Nothing here states a
 * rule of Raft. {@link dev.quorate.impl.time.RealTime} is the only place that waits for time to pass.
 */
package dev.quorate.impl.lab;
