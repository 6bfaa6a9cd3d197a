/**
 * Histories: what clients of a store asked for and were told, and a checker that finds the anomalies in them.
 *
 * <p>A history is a list of operations, each an invocation or a completion of a transaction that appends values to lists
 * and reads lists, in the format of Jepsen. The checker follows Kingsbury and Alvaro, "Elle: Inferring Isolation
 * Anomalies from Experimental Observations" (VLDB 2020): it infers which transaction came before which from what was
 * read, and a cycle of those is an anomaly. This package knows no specification and no protocol.
 */
package dev.quorate.conformance.history;
