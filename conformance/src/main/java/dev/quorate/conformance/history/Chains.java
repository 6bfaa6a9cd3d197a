package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.List;

/**
 * The lists that were read, in little room. What was read of a key is nearly always a beginning of what is read later: a
 * chain is the longest list of which others are beginnings, and a read is a chain and a length. Lists that are no
 * beginnings of one another lie in chains of their own, in the order in which they came.
 */
final class Chains {
    private final IntColumn firstOfKey = new IntColumn();
    private final IntColumn keyOfChain = new IntColumn();
    private final IntColumn nextOfChain = new IntColumn();
    private final List<LongColumn> lists = new ArrayList<>();

    /** Gives the next key its first chain, an empty one. */
    void addKey() {
        firstOfKey.add(newChain(firstOfKey.size()));
    }

    int keys() {
        return firstOfKey.size();
    }

    int size() {
        return lists.size();
    }

    int first(int key) {
        return firstOfKey.get(key);
    }

    /** The next chain of the same key, or -1. */
    int next(int chain) {
        return nextOfChain.get(chain);
    }

    int key(int chain) {
        return keyOfChain.get(chain);
    }

    int length(int chain) {
        return lists.get(chain).size();
    }

    long value(int chain, int at) {
        return lists.get(chain).get(at);
    }

    /** How many values two chains have in common from their begin on. */
    int common(int chain, int other) {
        int differs = lists.get(chain).mismatch(lists.get(other), 0, length(other));
        return differs < 0 ? Math.min(length(chain), length(other)) : differs;
    }

    /** The longest chain of a key, of equals the first: its order of versions. */
    int longest(int key) {
        int longest = first(key);
        for (int chain = next(longest); chain >= 0; chain = next(chain)) {
            if (length(chain) > length(longest)) {
                longest = chain;
            }
        }
        return longest;
    }

    /** The chain of which {@code values[begin..end)} is a beginning. */
    int chainOf(int key, LongColumn values, int begin, int end) {
        int last = -1;
        for (int chain = first(key); chain >= 0; chain = next(chain)) {
            LongColumn list = lists.get(chain);
            if (list.mismatch(values, begin, end) < 0) {
                if (end - begin > list.size()) {
                    list.addAll(values, begin + list.size(), end);
                }
                return chain;
            }
            last = chain;
        }
        int chain = newChain(key);
        nextOfChain.set(last, chain);
        lists.get(chain).addAll(values, begin, end);
        return chain;
    }

    private int newChain(int key) {
        keyOfChain.add(key);
        nextOfChain.add(-1);
        lists.add(new LongColumn());
        return lists.size() - 1;
    }
}
