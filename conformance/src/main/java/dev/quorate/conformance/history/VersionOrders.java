package dev.quorate.conformance.history;

/**
 * The order in which the values of each key were appended: that of the longest list that was read of it. What was read
 * twice counts where it stands first; a value that nobody wrote is the element -1.
 */
final class VersionOrders {
    private final History history;
    private final int[] chainBegins;
    private final int[] chainElements;
    private final int[] orderBegins;
    private final IntColumn order = new IntColumn();
    private final int[] positions;

    VersionOrders(History history) {
        this.history = history;
        this.chainBegins = new int[history.chains.size() + 1];
        for (int chain = 0; chain < history.chains.size(); chain++) {
            chainBegins[chain + 1] = chainBegins[chain] + history.chains.length(chain);
        }
        this.chainElements = new int[chainBegins[history.chains.size()]];
        for (int chain = 0; chain < history.chains.size(); chain++) {
            find(chain);
        }
        this.positions = new int[history.elements.size()];
        this.orderBegins = new int[history.chains.keys() + 1];
        for (int key = 0; key < history.chains.keys(); key++) {
            order(history.chains.longest(key));
            orderBegins[key + 1] = order.size();
        }
    }

    private void find(int chain) {
        int key = history.chains.key(chain);
        for (int at = 0; at < history.chains.length(chain); at++) {
            chainElements[place(chain, at)] = history.elements.find(key, history.chains.value(chain, at));
        }
    }

    private void order(int chain) {
        int begin = order.size();
        for (int at = chainBegins[chain]; at < chainBegins[chain + 1]; at++) {
            int element = chainElements[at];
            if (element < 0) {
                order.add(element);
            } else if (positions[element] == 0) {
                order.add(element);
                positions[element] = order.size() - begin;
            }
        }
    }

    /** How many places all chains have together. */
    int places() {
        return chainElements.length;
    }

    /** The number of a place of a chain among those of all chains. */
    int place(int chain, int at) {
        return chainBegins[chain] + at;
    }

    /** The element that a chain has at a place, or -1. */
    int element(int chain, int at) {
        return chainElements[place(chain, at)];
    }

    /** How many versions of a key are known, without the empty one. */
    int versions(int key) {
        return orderBegins[key + 1] - orderBegins[key];
    }

    /** The element of a version, or -1; versions count from one. */
    int version(int key, int version) {
        return order.get(orderBegins[key] + version - 1);
    }

    /** The version that an append made, or zero if it was not seen. */
    int version(int element) {
        return positions[element];
    }

    /** The version that a read saw last: zero for an empty list, -1 if it is in no order. */
    int versionRead(int step) {
        int length = history.lengths.get(step);
        if (length == 0) {
            return 0;
        }
        int element = lastElement(step);
        return element < 0 || positions[element] == 0 ? -1 : positions[element];
    }

    /** The last element of a list that was read, or -1. */
    int lastElement(int step) {
        int length = history.lengths.get(step);
        return length <= 0 ? -1 : element(history.chain(step), length - 1);
    }

    /** The transaction that made a version and may have taken effect, or -1. */
    int writer(int key, int version) {
        int element = version(key, version);
        return element < 0 ? -1 : writer(element);
    }

    /** The transaction of an element that may have taken effect, or -1. */
    int writer(int element) {
        int writer = history.writers.get(element);
        return history.isFailed(writer) ? -1 : writer;
    }
}
