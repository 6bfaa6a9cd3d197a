package dev.quorate.conformance.tla.compiled;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Value;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * The value of the network variable: a set that mostly grows. A set and those that grew out of it share one list of
 * messages in the order in which they came and one index over it, and each knows how much of the list is its own; so to
 * add messages to the newest costs no more however many there are. Immutable as seen from outside; not thread-safe.
 */
final class MessageSet {
    static final MessageSet EMPTY = new MessageSet(new Store(0), 0);

    private final Store store;
    private final int size;
    private Value.SetOf written;

    private MessageSet(Store store, int size) {
        this.store = store;
        this.size = size;
    }

    static MessageSet of(Collection<Value> messages) {
        return EMPTY.and(messages);
    }

    /** These messages, of which TLC has made a set already. */
    static MessageSet ofCompared(Collection<Value> messages) {
        Store store = new Store(messages.size());
        messages.forEach(store::append);
        return new MessageSet(store, store.count);
    }

    int size() {
        return size;
    }

    /** In the order in which they came. */
    Value get(int n) {
        return store.messages[n];
    }

    /** Whether this message is here, and TLC could compare it with those that are. */
    boolean contains(Value message) {
        store.comparable(message);
        return has(message);
    }

    /** Whether this message is here. */
    boolean has(Value message) {
        int place = store.find(message);
        return place >= 0 && place < size;
    }

    /** This set and these messages. @throws HandOver if TLC could not compare them with those that are here */
    MessageSet and(Collection<Value> added) {
        Store owner = store;
        int count = size;
        for (Value message : added) {
            owner.comparable(message);
            int place = owner.find(message);
            if (place < 0 || place >= count) {
                owner = count == owner.count && count > 0 ? owner : owner.copy(count);
                owner.append(message);
                count = owner.count;
            }
        }
        return count == size ? this : new MessageSet(owner, count);
    }

    /** What is here and not in another. */
    ImmutableList<Value> without(MessageSet other) {
        if (other.store == store) {
            return other.size < size ? ImmutableList.copyOf(asList().subList(other.size, size)) : ImmutableList.of();
        } else if (other.size == 0) {
            return ImmutableList.copyOf(asList());
        }
        return asList().stream().filter(message -> !other.has(message)).collect(ImmutableList.toImmutableList());
    }

    boolean isSameAs(MessageSet other) {
        return size == other.size && (store == other.store || without(other).isEmpty());
    }

    List<Value> asList() {
        return Arrays.asList(store.messages).subList(0, size);
    }

    Value.SetOf asSet() {
        if (written == null) {
            written = new Value.SetOf(asList());
        }
        return written;
    }

    /** The list, and a hash table of places in it, once there are more than a few. */
    private static final class Store {
        /** So many are looked through as fast as a table is asked; what one step sends is seldom more. */
        private static final int FEW = 8;

        private Value[] messages;
        private int count;
        /**
         * The hash of a message and its place plus one, or zero where there is none: a message that only shares a slot
         * need not be looked at.
         */
        private long[] table;
        /** One message of each kind of records, or of other values. */
        private Value[] kinds = new Value[0];

        Store(int capacity) {
            messages = new Value[Math.max(FEW, capacity)];
        }

        Store copy(int size) {
            Store copy = new Store(size);
            for (int n = 0; n < size; n++) {
                copy.append(messages[n]);
            }
            return copy;
        }

        int find(Value message) {
            if (table == null) {
                return findAmongFew(message);
            }
            int hash = message.hashCode();
            for (int slot = slot(hash); table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
                int place = (int) table[slot] - 1;
                if ((int) (table[slot] >>> 32) == hash && messages[place].equals(message)) {
                    return place;
                }
            }
            return -1;
        }

        private int findAmongFew(Value message) {
            for (int n = 0; n < count; n++) {
                if (messages[n].equals(message)) {
                    return n;
                }
            }
            return -1;
        }

        private int slot(int hash) {
            int spread = hash * 0x9E3779B9;
            return (spread ^ (spread >>> 15)) & (table.length - 1);
        }

        void append(Value message) {
            if (count == messages.length) {
                messages = Arrays.copyOf(messages, 2 * count);
            }
            messages[count++] = message;
            if (table != null && 2 * count < table.length) {
                enter(entry(count - 1));
            } else if (count > FEW) {
                enterAll();
            }
            learn(message);
        }

        private long entry(int place) {
            return ((long) messages[place].hashCode() << 32) + place + 1;
        }

        private void enterAll() {
            long[] old = table;
            table = new long[4 * Integer.highestOneBit(count)];
            if (old == null) {
                for (int n = 0; n < count; n++) {
                    enter(entry(n));
                }
                return;
            }
            for (long entry : old) {
                if (entry != 0) {
                    enter(entry);
                }
            }
            enter(entry(count - 1));
        }

        private void enter(long entry) {
            int slot = slot((int) (entry >>> 32));
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = entry;
        }

        /** Returns only if TLC could compare a message with those that are here. */
        void comparable(Value message) {
            int same = sameShape(message);
            if (same >= 0) {
                Comparison.sameKind(kinds[same], message);
                return;
            }
            for (Value kind : kinds) {
                Comparison.sameKind(kind, message);
            }
        }

        private int sameShape(Value message) {
            for (int n = 0; n < kinds.length; n++) {
                if (kinds[n] instanceof Value.Rec kind
                        && message instanceof Value.Rec rec
                        && kind.fields().shape() == rec.fields().shape()) {
                    return n;
                }
            }
            return -1;
        }

        private void learn(Value message) {
            if (message instanceof Value.Rec ? sameShape(message) >= 0 : kinds.length > 0) {
                return;
            }
            kinds = Arrays.copyOf(kinds, kinds.length + 1);
            kinds[kinds.length - 1] = message;
        }
    }
}
