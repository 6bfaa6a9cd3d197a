package dev.quorate.impl.explore;

import java.util.Arrays;

/** A set of messages by their numbers, as bits. Immutable. */
final class Messages {
    static final Messages NONE = new Messages(new long[0]);

    private final long[] words;

    /** Takes over the array, whose last word is not zero. */
    private Messages(long[] words) {
        this.words = words;
    }

    Messages with(int message) {
        int word = message / Long.SIZE;
        long[] more = Arrays.copyOf(words, Math.max(words.length, word + 1));
        more[word] |= 1L << message;
        return new Messages(more);
    }

    /** This set itself if it holds all of the other. */
    Messages and(Messages added) {
        if (holds(added)) {
            return this;
        }
        long[] longer = words.length >= added.words.length ? words : added.words;
        long[] shorter = longer == words ? added.words : words;
        long[] union = longer.clone();
        for (int n = 0; n < shorter.length; n++) {
            union[n] |= shorter[n];
        }
        return new Messages(union);
    }

    boolean holds(Messages others) {
        if (others.words.length > words.length) {
            return false;
        }
        for (int n = 0; n < others.words.length; n++) {
            if ((others.words[n] & ~words[n]) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The least message from this number on, or -1. */
    int next(int from) {
        for (int n = from / Long.SIZE; n < words.length; n++) {
            long word = n == from / Long.SIZE ? words[n] & (-1L << from) : words[n];
            if (word != 0) {
                return n * Long.SIZE + Long.numberOfTrailingZeros(word);
            }
        }
        return -1;
    }
}
