/**
 * The pure core of Raft: a state and an input give a new state and effects, all of them values.
 *
 * <p>No clock, no thread, no I/O, no randomness and no logging here. This package knows the JDK and Guava; whatever
 * drives it (simulation, lab) stands outside.
 */
package dev.quorate.impl.raft;
