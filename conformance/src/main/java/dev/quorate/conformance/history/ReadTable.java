package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.Locale;

/**
 * What was read of a key, for those keys of which no order fits all reads: a row for each list, from the first place at
 * which some differ. What differs from the longest list has a star.
 */
final class ReadTable {
    private final History history;
    private final int key;
    private final int longest;
    private final int common;
    /** The lists, as pairs of a chain and a length; the first reader of each, and how many there are. */
    private final PairIndex lists = new PairIndex();

    private final IntColumn readers = new IntColumn();
    private final IntColumn counts = new IntColumn();

    private ReadTable(History history, int key) {
        this.history = history;
        this.key = key;
        this.longest = history.chains.longest(key);
        this.common = common();
        for (int transaction = 0; transaction < history.size(); transaction++) {
            for (int step = history.begin(transaction); step < history.end(transaction); step++) {
                if (!history.isAppend(step) && history.key(step) == key && history.lengths.get(step) > common) {
                    count(lists.add(history.chain(step), history.lengths.get(step)), transaction);
                }
            }
        }
    }

    /** The table, a line for each list that is longer than what all agree on, in the order of their first reads. */
    static ImmutableList<String> of(History history, Atom key) {
        ReadTable table = new ReadTable(history, history.keys.find(0, history.names.code(key)));
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(String.format(Locale.ROOT, "%10s %10s %7s  %s", "index", "process", "reads", table.heading()));
        for (int list = 0; list < table.lists.size(); list++) {
            lines.add(table.row(list));
        }
        return lines.build();
    }

    /** How many values all chains of the key begin with alike. */
    private int common() {
        int shared = history.chains.length(longest);
        for (int chain = history.chains.first(key); chain >= 0; chain = history.chains.next(chain)) {
            shared = Math.min(shared, history.chains.common(chain, longest));
        }
        return shared;
    }

    private void count(int list, int reader) {
        if (list == readers.size()) {
            readers.add(reader);
            counts.add(0);
        }
        counts.set(list, counts.get(list) + 1);
    }

    private String heading() {
        return "list of key " + history.keyAtom(key) + (common == 0 ? "" : ", after " + common + " that agree");
    }

    private String row(int list) {
        Operation read = history.last(readers.get(list));
        return String.format(
                Locale.ROOT,
                "%10d %10d %7d %s",
                read.index(),
                read.process(),
                counts.get(list),
                shown(lists.first(list), (int) lists.second(list)));
    }

    private String shown(int chain, int length) {
        StringBuilder shown = new StringBuilder();
        for (int at = common; at < length; at++) {
            long value = history.chains.value(chain, at);
            boolean differs = at >= history.chains.length(longest) || value != history.chains.value(longest, at);
            shown.append(' ').append(history.names.atom(value)).append(differs ? "*" : "");
        }
        return shown.toString();
    }
}
