/**
 * The bug bank: mistakes that programs have made, each put into our own servers, and the detectors that have to find
 * them. {@code make bugs} runs all of it and writes {@code target/bugs.md}.
 *
 * <p>A mistake stands here once, in {@code *Bugs.java}; other tests ask {@link dev.quorate.impl.bugs.Bank} for it.
 * Nothing of this is in the jar.
 */
package dev.quorate.impl.bugs;
