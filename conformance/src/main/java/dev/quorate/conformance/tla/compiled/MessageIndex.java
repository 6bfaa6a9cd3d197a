package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.trace.Value;
import java.util.Arrays;
import java.util.function.Predicate;

/**
 * Messages by the hash of something in them. Who looks for a key also gets a message with another key of the same hash,
 * now and then; what is asked of the messages must be true of those too. So an entry takes a dozen bytes.
 */
final class MessageIndex {
    private Value[] messages = new Value[16];
    private int[] hashes = new int[16];
    /** The entry before, in the same bucket, plus one; zero at the end. */
    private int[] next = new int[16];

    private int[] heads = new int[16];
    private int count;

    void add(int hash, Value message) {
        if (count == messages.length) {
            messages = Arrays.copyOf(messages, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
            next = Arrays.copyOf(next, 2 * count);
            heads = new int[2 * count];
            for (int n = 0; n < count; n++) {
                link(n);
            }
        }
        messages[count] = message;
        hashes[count] = hash;
        link(count++);
    }

    private void link(int entry) {
        int bucket = bucket(hashes[entry]);
        next[entry] = heads[bucket];
        heads[bucket] = entry + 1;
    }

    private int bucket(int hash) {
        int spread = hash * 0x9E3779B9;
        return (spread ^ (spread >>> 15)) & (heads.length - 1);
    }

    /** Whether the test holds for all messages of a hash. */
    boolean all(int hash, Predicate<Value> test) {
        for (int entry = heads[bucket(hash)]; entry != 0; entry = next[entry - 1]) {
            if (hashes[entry - 1] == hash && !test.test(messages[entry - 1])) {
                return false;
            }
        }
        return true;
    }
}
