/**
 * Loads a TLA+ specification through the TLA+ tools and evaluates it; runs TLC in a process of its own.
 *
 * <p>This package and {@code tla.tlc} below it are the only ones that know the tools.
 */
package dev.quorate.conformance.tla;
