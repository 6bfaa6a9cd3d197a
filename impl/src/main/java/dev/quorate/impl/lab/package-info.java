/**
 * The course's lab: servers behind the interface of its Raft assignment, over its simulated network, under its tester;
 * and every step leaves its line in a trace. The election tests are in {@link
 * dev.quorate.impl.lab.ElectionScenarios}; a test passes, fails, or is void if it did not meet what it is about.
 *
 * <p>Anybody's servers are judged: from outside by {@link dev.quorate.impl.lab.NetworkTrace}, by what they tell through
 * {@link dev.quorate.impl.lab.StepLog}. The handout for students is {@code LAB.md}.
 *
 * <p>Knows the core, the server round it, the interfaces of the world, the trace format and the judge. Nothing here
 * states a rule of Raft. Time is what the lab was given, real or virtual.
 */
package dev.quorate.impl.lab;
