package dev.quorate.conformance.trace;

import java.util.Optional;

/** The events of one run, in an order in which they can have happened. */
public interface TraceSource {
    TraceHeader header();

    /** The next event, or nothing at the end. */
    Optional<TraceEvent> next() throws TraceException;

    /** The file in which the event given last stands; before the first one, that of the header. */
    String file();

    /** What to call the whole: the file, or the first one and how many more. */
    String name();

    /** One line about a torn end, or an empty string. */
    String warning();
}
