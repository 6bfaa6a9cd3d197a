package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A cycle and the transactions next to it in its component: all that are, or as many as a picture takes.
 *
 * @param transactions in the order of their invocations
 * @param dependencies between them, first those of the cycle; of real time and of processes only those, as nearly all
 *     have them
 */
record Neighbourhood(
        History history, Anomaly anomaly, ImmutableList<Integer> transactions, ImmutableList<Dependency> dependencies) {
    private static final ImmutableList<EdgeKind> DATA = ImmutableList.of(EdgeKind.WW, EdgeKind.WR, EdgeKind.RW);

    /** The neighbourhood of an anomaly that is a cycle of at most so many transactions. */
    static Neighbourhood of(History history, Anomaly anomaly, Reasons reasons, int most) {
        TreeSet<Integer> transactions = new TreeSet<>(anomaly.transactions().asList());
        if (anomaly.component().length() <= most) {
            transactions.addAll(anomaly.component().asList());
        } else {
            addNext(transactions, anomaly, reasons, most);
        }
        ImmutableList<Integer> all = ImmutableList.copyOf(transactions);
        ImmutableSet.Builder<Dependency> dependencies =
                ImmutableSet.<Dependency>builder().addAll(anomaly.cycle());
        for (int from : all) {
            for (int to : all) {
                for (EdgeKind kind : DATA) {
                    if (from != to && !isOfCycle(anomaly, from, to, kind)) {
                        reasons.find(from, to, kind).ifPresent(dependencies::add);
                    }
                }
            }
        }
        return new Neighbourhood(history, anomaly, all, dependencies.build().asList());
    }

    private static boolean isOfCycle(Anomaly anomaly, int from, int to, EdgeKind kind) {
        return anomaly.cycle().stream().anyMatch(d -> d.from() == from && d.to() == to && d.kind() == kind);
    }

    /** Those that read or appended next to a transaction of the cycle, the first invoked first. */
    private static void addNext(TreeSet<Integer> transactions, Anomaly anomaly, Reasons reasons, int most) {
        List<Integer> cycle = List.copyOf(transactions);
        for (int member : anomaly.component().asList()) {
            if (transactions.size() >= most) {
                return;
            }
            if (!transactions.contains(member) && isNext(member, cycle, reasons)) {
                transactions.add(member);
            }
        }
    }

    private static boolean isNext(int transaction, List<Integer> cycle, Reasons reasons) {
        for (int member : cycle) {
            for (EdgeKind kind : DATA) {
                if (reasons.find(transaction, member, kind).isPresent()
                        || reasons.find(member, transaction, kind).isPresent()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Names for the transactions: those of the cycle have the names that the words have. */
    ImmutableMap<Integer, String> names() {
        Map<Integer, String> names = new LinkedHashMap<>(HistoryText.names(anomaly));
        transactions.forEach(transaction -> names.putIfAbsent(transaction, "T" + (names.size() + 1)));
        return ImmutableMap.copyOf(names);
    }

    /** What ties a transaction to the cycle, or to those next to it in the cycle if it is of the cycle itself. */
    List<Dependency> ties(int transaction) {
        return dependencies.stream()
                .filter(d -> d.from() == transaction || d.to() == transaction)
                .filter(d -> isInCycle(transaction) ? isInCycle(d) : isInCycle(d.from()) || isInCycle(d.to()))
                .toList();
    }

    boolean isInCycle(int transaction) {
        return anomaly.transactions().contains(transaction);
    }

    boolean isInCycle(Dependency dependency) {
        return anomaly.cycle().contains(dependency);
    }
}
