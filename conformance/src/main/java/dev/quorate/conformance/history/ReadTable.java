package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;

/**
 * What was read of a key, for those keys of which no order fits all reads: a row for each list that is no beginning of
 * another one, from the first place at which some differ. What differs from the longest list has a star.
 */
final class ReadTable {
    /** What is shown of a list before the place at which it differs. */
    private static final int BEFORE = 2;

    private final History history;
    private final int key;
    private final int longest;
    private final int common;
    /** Of each chain: how many reads went beyond what is common, and the indices of the first and the last of them. */
    private final int[] reads;

    private final long[] firsts;
    private final long[] lasts;

    private ReadTable(History history, int key) {
        this.history = history;
        this.key = key;
        this.longest = history.chains.longest(key);
        this.common = common();
        this.reads = new int[history.chains.size()];
        this.firsts = new long[history.chains.size()];
        this.lasts = new long[history.chains.size()];
        Arrays.fill(firsts, Long.MAX_VALUE);
        for (int transaction = 0; transaction < history.size(); transaction++) {
            for (int step = history.begin(transaction); step < history.end(transaction); step++) {
                if (!history.isAppend(step) && history.key(step) == key && history.lengths.get(step) > common) {
                    count(history.chain(step), history.indices.get(history.completed.get(transaction)));
                }
            }
        }
    }

    /**
     * The table, a line for each list in the order in which they came up.
     *
     * @param most lists that are shown
     * @param width of a line
     */
    static ImmutableList<String> of(History history, Atom key, int most, int width) {
        ReadTable table = new ReadTable(history, history.keys.find(0, history.names.code(key)));
        ImmutableList.Builder<String> lines = ImmutableList.builder();
        lines.add(String.format(Locale.ROOT, "%6s %10s %10s  %s", "reads", "from index", "to index", table.heading()));
        int lists = 0;
        for (int chain = history.chains.first(table.key); chain >= 0; chain = history.chains.next(chain)) {
            if (table.reads[chain] > 0 && lists++ < most) {
                lines.add(table.row(chain, width));
            }
        }
        if (lists > most) {
            lines.add(String.format(Locale.ROOT, "%6s %,d more lists", "...", lists - most));
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

    private void count(int chain, long index) {
        reads[chain]++;
        firsts[chain] = Math.min(firsts[chain], index);
        lasts[chain] = Math.max(lasts[chain], index);
    }

    private String heading() {
        return "list of key " + history.keyAtom(key) + (common == 0 ? "" : ", after " + common + " that agree");
    }

    private String row(int chain, int width) {
        StringBuilder row = new StringBuilder(
                String.format(Locale.ROOT, "%6d %10d %10d ", reads[chain], firsts[chain], lasts[chain]));
        int length = history.chains.length(chain);
        int begin = chain == longest ? common : Math.max(common, history.chains.common(chain, longest) - BEFORE);
        row.append(begin > common ? " ..." : "");
        for (int at = begin; at < length; at++) {
            String value = shown(chain, at);
            if (row.length() + value.length() > width - 4 && at > begin) {
                return row.append(" ...").toString();
            }
            row.append(value);
        }
        return row.toString();
    }

    private String shown(int chain, int at) {
        long value = history.chains.value(chain, at);
        boolean differs = at >= history.chains.length(longest) || value != history.chains.value(longest, at);
        return " " + history.names.atom(value) + (differs ? "*" : "");
    }
}
