/**
 * The specification as the TLA+ tools see it. Everything here is loaded anew for each specification, by a class
 * loader of its own; nothing outside {@code conformance.tla} names these classes.
 */
package dev.quorate.conformance.tla.tlc;
