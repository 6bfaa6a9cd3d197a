package dev.quorate.conformance.check;

/**
 * The step that sent a message.
 *
 * @param line of the trace
 * @param seq which step of its node
 */
public record Sending(long line, long seq, String node) {}
