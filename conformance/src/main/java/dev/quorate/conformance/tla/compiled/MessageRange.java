package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;
import java.util.List;

/**
 * The network, or the part of it that passes some conditions, each on the element alone.
 *
 * @param slot of the symbol that takes its values from here
 */
record MessageRange(int slot, List<Filter> filters) {
    /** {@code {m \in ... : condition}}. */
    record Filter(int slot, Expression condition) {}

    /** Whether a message of the network is here. */
    boolean takes(Value message, Frame frame) {
        for (Filter filter : filters) {
            frame.slots[filter.slot] = message;
            if (!filter.condition.truth(frame)) {
                return false;
            }
        }
        return true;
    }
}
