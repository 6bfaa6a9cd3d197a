package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds in one strongly connected component a cycle of each type that it has, without types that are implied. Whether
 * there is one is decided by components and by reachability, and never by how long a search may take.
 *
 * <p>A way round with non-adjacent anti-dependencies may pass a transaction twice. It is no cycle then, but two or more,
 * of which one has no anti-dependency or one: that is told in its place.
 */
final class CycleSearch {
    /** In components of up to so many transactions a cycle that is told is the shortest of its type. */
    static final int SHORTEST_UP_TO = 1_000;
    /** In larger ones it is the shortest of those that so many edges lie on. */
    private static final int TRIED = 64;

    private final Graph graph;
    private final boolean isSmall;
    /** Of each node two, for what comes after an anti-dependency and for the rest; null until it is needed. */
    private Graph doubled;

    CycleSearch(Graph component) {
        this.graph = component;
        this.isSmall = component.transactions() <= SHORTEST_UP_TO;
    }

    /** A cycle of each type, the worst type first. */
    List<Cycle> cycles() {
        List<Cycle> cycles = new ArrayList<>();
        Set<AnomalyType> implied = EnumSet.noneOf(AnomalyType.class);
        for (AnomalyType type : AnomalyType.values()) {
            if (type.cycle().isPresent() && !implied.contains(type)) {
                Optional<Cycle> cycle = find(type.cycle().get());
                cycle.ifPresent(cycles::add);
                cycle.ifPresent(found -> implied.addAll(found.type().implied()));
            }
        }
        return cycles;
    }

    /** The edges that a cycle may begin with, and the graph that they are edges of. */
    private record Starts(Graph graph, IntColumn froms, IntColumn edges) {}

    private Optional<Cycle> find(CycleShape shape) {
        Starts all =
                switch (shape.rule()) {
                    case ANY -> starts(graph, 1, shape.first());
                    case NONADJACENT_RW -> starts(doubled(), 2, shape.first());
                };
        IntColumn closed = shape.isClosedByComponents()
                ? withinComponents(all, shape.path())
                : new Reachability(all.graph(), shape.path())
                        .closed(all.froms(), all.edges(), isSmall ? Integer.MAX_VALUE : TRIED);
        return closed.size() == 0 ? Optional.empty() : shortest(all, closed, shape.path());
    }

    private static Starts starts(Graph graph, int everyNth, EdgeKind kind) {
        Starts starts = new Starts(graph, new IntColumn(), new IntColumn());
        for (int node = 0; node < graph.nodes(); node += everyNth) {
            for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                if (graph.kind(edge) == kind) {
                    starts.froms().add(node);
                    starts.edges().add(edge);
                }
            }
        }
        return starts;
    }

    private static IntColumn withinComponents(Starts starts, int kinds) {
        Components components = Components.of(starts.graph(), kinds);
        IntColumn within = new IntColumn();
        for (int i = 0; i < starts.edges().size(); i++) {
            int to = starts.graph().to(starts.edges().get(i));
            if (components.of(to) == components.of(starts.froms().get(i))) {
                within.add(i);
            }
        }
        return within;
    }

    /** Node {@code 2n} is node n after anything else, {@code 2n + 1} is node n after an anti-dependency. */
    private Graph doubled() {
        if (doubled == null) {
            Graph.Builder builder = new Graph.Builder(2 * graph.nodes());
            for (int node = 0; node < graph.nodes(); node++) {
                for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                    int to = 2 * graph.to(edge);
                    switch (graph.kind(edge)) {
                        case RW -> builder.add(2 * node, to + 1, EdgeKind.RW);
                        case SILENT -> {
                            builder.add(2 * node, to, EdgeKind.SILENT);
                            builder.add(2 * node + 1, to + 1, EdgeKind.SILENT);
                        }
                        case WW, WR, PROCESS, REALTIME -> {
                            builder.add(2 * node, to, graph.kind(edge));
                            builder.add(2 * node + 1, to, graph.kind(edge));
                        }
                    }
                }
            }
            doubled = builder.build();
        }
        return doubled;
    }

    /** Of those that pass no transaction twice. */
    private Optional<Cycle> shortest(Starts starts, IntColumn closed, int kinds) {
        ShortestPath paths = new ShortestPath(starts.graph(), kinds);
        Optional<Cycle> shortest = Optional.empty();
        int step = isSmall ? 1 : Math.max(1, closed.size() / TRIED);
        for (int offset = 0; offset < step && shortest.isEmpty(); offset++) {
            for (int i = offset; i < closed.size(); i += step) {
                int from = starts.froms().get(closed.get(i));
                int edge = starts.edges().get(closed.get(i));
                int most = shortest.map(cycle -> cycle.kinds().size() - 2).orElse(Integer.MAX_VALUE);
                if (paths.find(starts.graph().to(edge), from, most)) {
                    Cycle cycle = cycle(starts.graph(), from, edge, paths);
                    shortest = cycle.isSimple() ? Optional.of(cycle) : shortest;
                }
            }
        }
        return shortest;
    }

    /** The edge, and the path from its end to its begin, without silent nodes. */
    private Cycle cycle(Graph searched, int from, int edge, ShortestPath paths) {
        int factor = searched.nodes() / graph.nodes();
        List<Integer> nodes = new ArrayList<>();
        List<EdgeKind> kinds = new ArrayList<>();
        for (int node = from; node != searched.to(edge); node = paths.before(node)) {
            EdgeKind kind = paths.kindBefore(node);
            if (kind != EdgeKind.SILENT) {
                kinds.add(kind);
            }
            int before = paths.before(node) / factor;
            if (before < graph.transactions()) {
                nodes.add(before);
            }
        }
        Collections.reverse(nodes);
        Collections.reverse(kinds);
        nodes.add(0, from / factor);
        kinds.add(0, searched.kind(edge));
        return new Cycle(ImmutableIntArray.copyOf(nodes), ImmutableList.copyOf(kinds));
    }

    /** Shortest paths, by the number of edges that are not silent. */
    private static final class ShortestPath {
        private final Graph graph;
        private final int kinds;
        private final int[] distances;
        private final int[] befores;
        private final EdgeKind[] kindsBefore;

        ShortestPath(Graph graph, int kinds) {
            this.graph = graph;
            this.kinds = kinds;
            this.distances = new int[graph.nodes()];
            this.befores = new int[graph.nodes()];
            this.kindsBefore = new EdgeKind[graph.nodes()];
        }

        /** The node before this one on the path that was found last. */
        int before(int node) {
            return befores[node];
        }

        EdgeKind kindBefore(int node) {
            return kindsBefore[node];
        }

        /** Whether there is a path of at most so many edges. */
        boolean find(int from, int to, int most) {
            Arrays.fill(distances, Integer.MAX_VALUE);
            distances[from] = 0;
            IntColumn level = new IntColumn();
            level.add(from);
            for (int distance = 0; level.size() > 0 && distances[to] > distance; distance++) {
                if (distance > most) {
                    return false;
                }
                level = next(level, distance);
            }
            return distances[to] <= most;
        }

        /** The level grows by what silent edges lead to; the other edges lead to the next. */
        private IntColumn next(IntColumn level, int distance) {
            IntColumn next = new IntColumn();
            for (int i = 0; i < level.size(); i++) {
                int node = level.get(i);
                if (distances[node] < distance) {
                    continue;
                }
                for (int edge = graph.first(node); edge < graph.first(node + 1); edge++) {
                    EdgeKind kind = graph.kind(edge);
                    int reached = kind == EdgeKind.SILENT ? distance : distance + 1;
                    if (graph.isAmong(edge, kinds) && reached < distances[graph.to(edge)]) {
                        distances[graph.to(edge)] = reached;
                        befores[graph.to(edge)] = node;
                        kindsBefore[graph.to(edge)] = kind;
                        (reached == distance ? level : next).add(graph.to(edge));
                    }
                }
            }
            return next;
        }
    }
}
