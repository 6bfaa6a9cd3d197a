/**
 * The two times a run can happen in: real time, on threads, and virtual time, in which one thing happens after
 * another and nothing takes long. Knows the interfaces of the world and nothing of Raft.
 *
 * <p>{@link dev.quorate.impl.time.RealTime} is the only place of this project that waits for real time to pass.
 */
package dev.quorate.impl.time;
