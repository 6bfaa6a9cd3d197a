/**
 * Holds a trace, event by event, against a specification, and explains the first step that the specification does
 * not allow. What is legal is said by the specification alone; nothing here knows any protocol.
 *
 * <p>Knows {@code conformance.tla} and {@code conformance.trace}.
 */
package dev.quorate.conformance.check;
