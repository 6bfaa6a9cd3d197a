package dev.quorate.conformance.history;

import java.util.Arrays;

/** How many reads went how far in each chain, and who was the first. */
final class Readers {
    private static final int NOBODY = Integer.MAX_VALUE;

    private final VersionOrders orders;
    /** By place: the reads that have it, and the first reader. */
    private final int[] beyond;

    private final int[] firstBeyond;
    /** By place: the reads that end with it, without those of the transaction that appended it; the first reader. */
    private final int[] othersUpTo;

    private final int[] firstOtherUpTo;

    Readers(History history, VersionOrders orders) {
        this.orders = orders;
        this.beyond = new int[orders.places()];
        this.firstBeyond = new int[orders.places()];
        this.othersUpTo = new int[orders.places()];
        this.firstOtherUpTo = new int[orders.places()];
        Arrays.fill(firstBeyond, NOBODY);
        Arrays.fill(firstOtherUpTo, NOBODY);
        for (int transaction = 0; transaction < history.size(); transaction++) {
            for (int step = history.begin(transaction); step < history.end(transaction); step++) {
                if (!history.isAppend(step) && history.lengths.get(step) > 0) {
                    int element = orders.lastElement(step);
                    boolean isOwn = element >= 0 && history.writers.get(element) == transaction;
                    count(orders.place(history.chain(step), history.lengths.get(step) - 1), transaction, isOwn);
                }
            }
        }
        for (int chain = 0; chain < history.chains.size(); chain++) {
            int first = orders.place(chain, 0);
            for (int place = first + history.chains.length(chain) - 2; place >= first; place--) {
                beyond[place] += beyond[place + 1];
                firstBeyond[place] = Math.min(firstBeyond[place], firstBeyond[place + 1]);
            }
        }
    }

    private void count(int place, int reader, boolean isOwn) {
        beyond[place]++;
        firstBeyond[place] = Math.min(firstBeyond[place], reader);
        if (!isOwn) {
            othersUpTo[place]++;
            firstOtherUpTo[place] = Math.min(firstOtherUpTo[place], reader);
        }
    }

    /** How many reads have this place of a chain. */
    int beyond(int chain, int at) {
        return beyond[orders.place(chain, at)];
    }

    /** The transaction of the first of them. */
    int firstBeyond(int chain, int at) {
        return firstBeyond[orders.place(chain, at)];
    }

    /** How many reads end with this place, without those of the transaction that appended what is there. */
    int othersUpTo(int chain, int at) {
        return othersUpTo[orders.place(chain, at)];
    }

    /** The transaction of the first of them. */
    int firstOtherUpTo(int chain, int at) {
        return firstOtherUpTo[orders.place(chain, at)];
    }
}
