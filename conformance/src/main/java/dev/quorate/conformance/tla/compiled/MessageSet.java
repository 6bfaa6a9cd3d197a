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
        MessageSet all = this;
        for (Value message : added) {
            if (!all.contains(message)) {
                Store owner = all.size == all.store.count && all.size > 0 ? all.store : all.store.copy(all.size);
                owner.append(message);
                all = new MessageSet(owner, owner.count);
            }
        }
        return all;
    }

    /** What is here and not in another. */
    ImmutableList<Value> without(MessageSet other) {
        ImmutableList.Builder<Value> news = ImmutableList.builder();
        for (int n = other.store == store ? other.size : 0; n < size; n++) {
            if (!other.has(get(n))) {
                news.add(get(n));
            }
        }
        return news.build();
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

    /** The list, and a hash table of places in it. */
    private static final class Store {
        private Value[] messages;
        private int count;
        /** Place plus one, or zero where there is none. */
        private int[] table = new int[16];
        /** One message of each kind of records, or of other values. */
        private Value[] kinds = new Value[0];

        Store(int capacity) {
            messages = new Value[Math.max(8, capacity)];
        }

        Store copy(int size) {
            Store copy = new Store(size);
            for (int n = 0; n < size; n++) {
                copy.append(messages[n]);
            }
            return copy;
        }

        int find(Value message) {
            for (int slot = slot(message); table[slot] != 0; slot = (slot + 1) & (table.length - 1)) {
                if (messages[table[slot] - 1].equals(message)) {
                    return table[slot] - 1;
                }
            }
            return -1;
        }

        private int slot(Value message) {
            int hash = message.hashCode() * 0x9E3779B9;
            return (hash ^ (hash >>> 15)) & (table.length - 1);
        }

        void append(Value message) {
            if (count == messages.length) {
                messages = Arrays.copyOf(messages, 2 * count);
            }
            if (2 * count >= table.length) {
                table = new int[2 * table.length];
                for (int n = 0; n < count; n++) {
                    enter(n);
                }
            }
            messages[count++] = message;
            enter(count - 1);
            learn(message);
        }

        private void enter(int place) {
            int slot = slot(messages[place]);
            while (table[slot] != 0) {
                slot = (slot + 1) & (table.length - 1);
            }
            table[slot] = place + 1;
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
