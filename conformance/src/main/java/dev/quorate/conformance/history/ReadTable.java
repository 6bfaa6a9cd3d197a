package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was read of a key, for those keys of which no order fits all reads: a row for each list, from the first place at
 * which some differ. What differs from the longest list has a star.
 */
final class ReadTable {
    private final History history;
    private final int key;
    private final int longest;
    private final int common;
    /** A step for each different list, and how many there are of it. */
    private final Map<Long, Integer> firsts = new LinkedHashMap<>();

    private final Map<Long, Integer> counts = new LinkedHashMap<>();

    private ReadTable(History history, int key) {
        this.history = history;
        this.key = key;
        this.longest = history.chains.longest(key);
        this.common = common();
    }

    /** The table, a line for each list that is longer than what all agree on, in the order of their first reads. */
    static ImmutableList<String> of(History history, Atom key) {
        ReadTable table = new ReadTable(history, history.keys.find(0, history.names.code(key)));
        List<String> lines = new ArrayList<>();
        lines.add(String.format("%10s %10s %7s  %s", "index", "process", "reads", table.heading()));
        table.rows(lines);
        return ImmutableList.copyOf(lines);
    }

    /** How much of the longest list all others share that are as long. */
    private int common() {
        int shared = history.chains.length(longest);
        for (int chain = history.chains.first(key); chain >= 0; chain = history.chains.next(chain)) {
            int at = 0;
            while (at < Math.min(shared, history.chains.length(chain))
                    && history.chains.value(chain, at) == history.chains.value(longest, at)) {
                at++;
            }
            shared = chain == longest ? shared : at;
        }
        return shared;
    }

    private String heading() {
        return "list of key " + history.keyAtom(key) + (common == 0 ? "" : ", after " + common + " that agree");
    }

    private void rows(List<String> lines) {
        Map<Long, Integer> readers = new LinkedHashMap<>();
        for (int transaction = 0; transaction < history.size(); transaction++) {
            for (int step = history.begin(transaction); step < history.end(transaction); step++) {
                if (!history.isAppend(step) && history.key(step) == key && history.lengths.get(step) > common) {
                    long list = (long) history.chain(step) << 32 | history.lengths.get(step);
                    readers.putIfAbsent(list, transaction);
                    firsts.putIfAbsent(list, step);
                    counts.merge(list, 1, Integer::sum);
                }
            }
        }
        readers.forEach((list, reader) -> {
            Operation read = history.last(reader);
            lines.add(String.format(
                    "%10d %10d %7d %s", read.index(), read.process(), counts.get(list), list(firsts.get(list))));
        });
    }

    private String list(int step) {
        StringBuilder list = new StringBuilder();
        for (int at = common; at < history.lengths.get(step); at++) {
            long value = history.chains.value(history.chain(step), at);
            boolean differs = at >= history.chains.length(longest) || value != history.chains.value(longest, at);
            list.append(' ').append(history.names.atom(value)).append(differs ? "*" : "");
        }
        return list.toString();
    }
}
