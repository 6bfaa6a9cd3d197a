/**
 * The trace format: what a program writes down of its steps, line by line, and how it is read back.
 *
 * <p>A trace is NDJSON: a header, then one line per atomic step of a server. Values are written as in Apalache's
 * ITF. This package knows JSON and nothing of any protocol; no package of this project is below it.
 */
package dev.quorate.conformance.trace;
