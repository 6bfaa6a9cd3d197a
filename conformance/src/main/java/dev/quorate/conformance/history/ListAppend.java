package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The checker of histories that append to lists and read them, after Elle. What was read of a key tells the order of its
 * appends; from those orders follows which transaction came before which; a cycle of these is an anomaly.
 *
 * <p>It never calls a history invalid that could have come from a store that keeps the model. It may call one valid that
 * could not, as nobody knows the order of appends that were never read. The same history gives the same answer,
 * anywhere; there is no limit of time.
 */
public final class ListAppend {
    private ListAppend() {}

    /** Finds what is wrong with a history. Anomalies that need an order of processes or real time only if the model does. */
    public static HistoryVerdict check(History history, Model model) {
        VersionOrders orders = new VersionOrders(history);
        List<Anomaly> anomalies = new ArrayList<>();
        anomalies.addAll(ReadAnomalies.of(history, orders));
        anomalies.addAll(TransactionAnomalies.of(history));
        anomalies.addAll(UpdateAnomalies.of(history, orders));
        anomalies.addAll(cycles(history, orders, model));
        anomalies.sort(Comparator.comparing(Anomaly::type));
        return new HistoryVerdict(history, model, ImmutableList.copyOf(anomalies));
    }

    private static List<Anomaly> cycles(History history, VersionOrders orders, Model model) {
        Graph graph = Dependencies.of(history, orders, model.order());
        List<int[]> components = Components.of(graph, -1).large();
        List<Anomaly> anomalies = new ArrayList<>();
        if (components.isEmpty()) {
            return anomalies;
        }
        Reasons reasons = new Reasons(history, orders);
        int[] places = new int[graph.nodes()];
        Arrays.fill(places, -1);
        for (int[] members : components) {
            Graph component = graph.induced(members, places);
            ImmutableIntArray transactions = ImmutableIntArray.copyOf(Arrays.copyOf(members, component.transactions()));
            for (Cycle cycle : new CycleSearch(component).cycles()) {
                anomalies.add(Anomaly.of(cycle.type(), dependencies(cycle, members, reasons), transactions));
            }
        }
        return anomalies;
    }

    private static ImmutableList<Dependency> dependencies(Cycle cycle, int[] members, Reasons reasons) {
        ImmutableList.Builder<Dependency> dependencies = ImmutableList.builder();
        int size = cycle.nodes().length();
        for (int i = 0; i < size; i++) {
            int from = members[cycle.nodes().get(i)];
            int to = members[cycle.nodes().get((i + 1) % size)];
            dependencies.add(reasons.of(from, to, cycle.kinds().get(i)));
        }
        return dependencies.build();
    }
}
