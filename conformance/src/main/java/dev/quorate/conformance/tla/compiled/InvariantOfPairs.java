package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;

/**
 * An invariant {@code \A m \in M, n \in N : P}, where M and N are as in {@link InvariantOfMessages} and P reads no
 * variable. When the network has grown, P is evaluated for the pairs with a new message; and if P is
 * {@code e = d => Q} with only m in e and only n in d, for those of them of which e and d have the same hash.
 */
final class InvariantOfPairs implements Check {
    private final Side first;
    private final Side second;
    private final Expression body;

    /** @param key e, or {@code null} if any pair may break P */
    record Side(MessageRange range, Expression key, MessageIndex known) {
        int hash(Value message, Frame f) {
            if (key == null) {
                return 0;
            }
            f.slots[range.slot()] = message;
            return key.value(f).hashCode();
        }
    }

    InvariantOfPairs(Side first, Side second, Expression body) {
        this.first = first;
        this.second = second;
        this.body = body;
    }

    @Override
    public boolean holds(Change change) {
        for (Value message : change.sent()) {
            if (!holdsWith(message, change.now)) {
                return false;
            }
        }
        return true;
    }

    /** The message with those known, and with itself; it is known afterwards. */
    private boolean holdsWith(Value message, Frame f) {
        boolean isSecond = second.range.takes(message, f);
        if (isSecond) {
            second.known.add(second.hash(message, f), message);
        }
        if (first.range.takes(message, f)) {
            int hash = first.hash(message, f);
            if (!holdsWithAll(first, message, second, hash, f)) {
                return false;
            }
            first.known.add(hash, message);
        }
        return !isSecond || holdsWithAll(second, message, first, second.hash(message, f), f);
    }

    private boolean holdsWithAll(Side mine, Value message, Side others, int hash, Frame f) {
        return others.known.all(hash, other -> {
            f.slots[mine.range.slot()] = message;
            f.slots[others.range.slot()] = other;
            return body.truth(f);
        });
    }
}
