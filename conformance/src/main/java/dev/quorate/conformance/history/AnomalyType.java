package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What can be wrong with a history, under the names of Elle, the worst first. Elle has all but {@link #GARBAGE_READ}, for
 * which it gives no verdict. The cycles are those of Adya's thesis (1999), with Elle's suffixes: {@code -process} and
 * {@code -realtime} for cycles that need the order of one client's transactions, or of real time.
 */
public enum AnomalyType {
    /** A read of something that nobody wrote. */
    GARBAGE_READ("garbage-read", 0),
    /** Appends in a circle. */
    G0("G0", 0, new CycleShape(CycleShape.WRITES, EdgeKind.WW, CycleShape.Rule.ANY)),
    /** A cycle with exactly one anti-dependency: read skew, among others. */
    G_SINGLE_ITEM("G-single-item", 0, new CycleShape(CycleShape.DEPENDENCIES, EdgeKind.RW, CycleShape.Rule.ANY)),
    /** A read of what a transaction had written before it wrote more. */
    G1B("G1b", 0),
    /** A transaction contradicts itself: a read is not what it read and appended before. */
    INTERNAL("internal", 0),
    /** Two transactions read the same list, and both append to it. */
    LOST_UPDATE("lost-update", 0),
    /** A committed append comes after one that was aborted. */
    DIRTY_UPDATE("dirty-update", 0),
    /** A read has an element twice. */
    DUPLICATE_ELEMENTS("duplicate-elements", 0),
    /** A transaction reads what it appends only later. */
    FUTURE_READ("future-read", 0),
    /** Two reads of a key of which neither is a beginning of the other. */
    INCOMPATIBLE_ORDER("incompatible-order", 0),
    /** A read of what a transaction appended that failed. */
    G1A("G1a", 1),
    /** A circle of write and read dependencies: each sees another's work, in a circle. */
    G1C("G1c", 1, new CycleShape(CycleShape.DEPENDENCIES, EdgeKind.WR, CycleShape.Rule.ANY)),
    /** A cycle of anti-dependencies no two of which are adjacent: snapshot isolation has none. */
    G_NONADJACENT_ITEM(
            "G-nonadjacent-item", 1, new CycleShape(CycleShape.ALL, EdgeKind.RW, CycleShape.Rule.NONADJACENT_RW)),
    /** The same as {@link #G_SINGLE_ITEM} with the order of processes. */
    G_SINGLE_ITEM_PROCESS("G-single-item-process", 1, G_SINGLE_ITEM.cycle(EdgeKind.PROCESS)),
    /** A cycle with anti-dependencies: write skew, among others. */
    G2_ITEM("G2-item", 2, new CycleShape(CycleShape.ALL, EdgeKind.RW, CycleShape.Rule.ANY)),
    /** The same as {@link #G_NONADJACENT_ITEM} with the order of processes. */
    G_NONADJACENT_ITEM_PROCESS("G-nonadjacent-item-process", 2, G_NONADJACENT_ITEM.cycle(EdgeKind.PROCESS)),
    /** The same as {@link #G_SINGLE_ITEM} with real time: a stale read. */
    G_SINGLE_ITEM_REALTIME("G-single-item-realtime", 2, G_SINGLE_ITEM.cycle(EdgeKind.REALTIME)),
    /** The same as {@link #G_NONADJACENT_ITEM} with real time. */
    G_NONADJACENT_ITEM_REALTIME("G-nonadjacent-item-realtime", 3, G_NONADJACENT_ITEM.cycle(EdgeKind.REALTIME)),
    /** The same as {@link #G0} with the order of processes. */
    G0_PROCESS("G0-process", 5, G0.cycle(EdgeKind.PROCESS)),
    /** The same as {@link #G1C} with the order of processes. */
    G1C_PROCESS("G1c-process", 6, G1C.cycle(EdgeKind.PROCESS)),
    /** The same as {@link #G2_ITEM} with the order of processes. */
    G2_ITEM_PROCESS("G2-item-process", 7, G2_ITEM.cycle(EdgeKind.PROCESS)),
    /** The same as {@link #G0} with real time. */
    G0_REALTIME("G0-realtime", 10, G0.cycle(EdgeKind.REALTIME)),
    /** The same as {@link #G1C} with real time. */
    G1C_REALTIME("G1c-realtime", 11, G1C.cycle(EdgeKind.REALTIME)),
    /** The same as {@link #G2_ITEM} with real time. */
    G2_ITEM_REALTIME("G2-item-realtime", 12, G2_ITEM.cycle(EdgeKind.REALTIME));

    private static final ImmutableMap<AnomalyType, ImmutableSet<AnomalyType>> IMPLIED = allImplied();

    private final String label;
    private final int severity;
    private final Optional<CycleShape> cycle;

    AnomalyType(String label, int severity) {
        this.label = label;
        this.severity = severity;
        this.cycle = Optional.empty();
    }

    AnomalyType(String label, int severity, CycleShape cycle) {
        this.label = label;
        this.severity = severity;
        this.cycle = Optional.of(cycle);
    }

    /** The name that Elle has for it. */
    @Override
    public String toString() {
        return label;
    }

    /** The depth that Elle sorts by; zero is worst. */
    public int severity() {
        return severity;
    }

    /** Which cycles are of this type; nothing if it is none of cycles. */
    Optional<CycleShape> cycle() {
        return cycle;
    }

    private CycleShape cycle(EdgeKind order) {
        return cycle.orElseThrow().with(order);
    }

    /** Itself, and what is there too wherever this is, so that it need not be told: Elle's implied anomalies. */
    public ImmutableSet<AnomalyType> implied() {
        return IMPLIED.get(this);
    }

    private static ImmutableMap<AnomalyType, ImmutableSet<AnomalyType>> allImplied() {
        Map<AnomalyType, ImmutableSet<AnomalyType>> all = new EnumMap<>(AnomalyType.class);
        for (AnomalyType type : values()) {
            Set<AnomalyType> implied = EnumSet.noneOf(AnomalyType.class);
            type.addImplied(implied);
            all.put(type, ImmutableSet.copyOf(implied));
        }
        return Maps.immutableEnumMap(all);
    }

    private void addImplied(Set<AnomalyType> implied) {
        if (implied.add(this)) {
            directlyImplied().forEach(next -> next.addImplied(implied));
        }
    }

    private ImmutableList<AnomalyType> directlyImplied() {
        return switch (this) {
            case G0 -> ImmutableList.of(G1C, G0_PROCESS);
            case G0_PROCESS -> ImmutableList.of(G1C_PROCESS, G0_REALTIME);
            case G0_REALTIME -> ImmutableList.of(G1C_REALTIME);
            case G1C -> ImmutableList.of(G1C_PROCESS);
            case G1C_PROCESS -> ImmutableList.of(G1C_REALTIME);
            case G_SINGLE_ITEM -> ImmutableList.of(G_NONADJACENT_ITEM, G_SINGLE_ITEM_PROCESS);
            case G_SINGLE_ITEM_PROCESS -> ImmutableList.of(G_NONADJACENT_ITEM_PROCESS, G_SINGLE_ITEM_REALTIME);
            case G_SINGLE_ITEM_REALTIME -> ImmutableList.of(G_NONADJACENT_ITEM_REALTIME);
            case G_NONADJACENT_ITEM -> ImmutableList.of(G2_ITEM, G_NONADJACENT_ITEM_PROCESS);
            case G_NONADJACENT_ITEM_PROCESS -> ImmutableList.of(G2_ITEM_PROCESS, G_NONADJACENT_ITEM_REALTIME);
            case G_NONADJACENT_ITEM_REALTIME -> ImmutableList.of(G2_ITEM_REALTIME);
            case G2_ITEM -> ImmutableList.of(G2_ITEM_PROCESS);
            case G2_ITEM_PROCESS -> ImmutableList.of(G2_ITEM_REALTIME);
            case GARBAGE_READ, INCOMPATIBLE_ORDER, DIRTY_UPDATE -> ImmutableList.of(G1A);
            case FUTURE_READ -> ImmutableList.of(G1C);
            case LOST_UPDATE -> ImmutableList.of(G2_ITEM);
            case G1A, G1B, INTERNAL, DUPLICATE_ELEMENTS, G1C_REALTIME, G2_ITEM_REALTIME -> ImmutableList.of();
        };
    }
}
