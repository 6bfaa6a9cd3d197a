package dev.quorate.conformance.check;

/**
 * The step that sent a message.
 *
 * @param file the trace, or that one of its files
 * @param line of that file
 * @param seq which step of its node
 */
public record Sending(String file, long line, long seq, String node) {}
