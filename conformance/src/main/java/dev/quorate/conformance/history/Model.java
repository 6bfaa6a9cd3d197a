package dev.quorate.conformance.history;

import static dev.quorate.conformance.history.AnomalyType.DUPLICATE_ELEMENTS;
import static dev.quorate.conformance.history.AnomalyType.FUTURE_READ;
import static dev.quorate.conformance.history.AnomalyType.G0;
import static dev.quorate.conformance.history.AnomalyType.G0_PROCESS;
import static dev.quorate.conformance.history.AnomalyType.G0_REALTIME;
import static dev.quorate.conformance.history.AnomalyType.G1A;
import static dev.quorate.conformance.history.AnomalyType.G1B;
import static dev.quorate.conformance.history.AnomalyType.G1C;
import static dev.quorate.conformance.history.AnomalyType.G1C_PROCESS;
import static dev.quorate.conformance.history.AnomalyType.G1C_REALTIME;
import static dev.quorate.conformance.history.AnomalyType.G2_ITEM;
import static dev.quorate.conformance.history.AnomalyType.G2_ITEM_PROCESS;
import static dev.quorate.conformance.history.AnomalyType.G2_ITEM_REALTIME;
import static dev.quorate.conformance.history.AnomalyType.G_NONADJACENT_ITEM;
import static dev.quorate.conformance.history.AnomalyType.G_NONADJACENT_ITEM_PROCESS;
import static dev.quorate.conformance.history.AnomalyType.G_NONADJACENT_ITEM_REALTIME;
import static dev.quorate.conformance.history.AnomalyType.G_SINGLE_ITEM;
import static dev.quorate.conformance.history.AnomalyType.INTERNAL;
import static dev.quorate.conformance.history.AnomalyType.LOST_UPDATE;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a store may promise, weaker before stronger, after Adya's thesis (1999) and Cerone, Bernardi and Gotsman, "A
 * Framework for Transactional Consistency Models with Atomic Visibility" (2015), as Elle has put them in order.
 */
public enum Model {
    /** Writes are in one order. */
    READ_UNCOMMITTED(Set.of(), G0, DUPLICATE_ELEMENTS),
    /** What is read was committed, and whole. */
    READ_COMMITTED(Set.of(READ_UNCOMMITTED), G1A, G1B, G1C),
    /** No update is lost between a read and a write of the same key. */
    CURSOR_STABILITY(Set.of(READ_COMMITTED), LOST_UPDATE),
    /** All of a transaction is seen, or nothing. */
    READ_ATOMIC(Set.of(READ_COMMITTED), INTERNAL, FUTURE_READ),
    /** What is read is one state. */
    CONSISTENT_VIEW(Set.of(CURSOR_STABILITY), G_SINGLE_ITEM),
    /** What was read stays. */
    REPEATABLE_READ(Set.of(CURSOR_STABILITY), G2_ITEM),
    /** Each reads a snapshot, and of two that write the same key at the same time one fails. */
    SNAPSHOT_ISOLATION(Set.of(CONSISTENT_VIEW, READ_ATOMIC), G_NONADJACENT_ITEM),
    /** As if one after the other, in some order. */
    SERIALIZABLE(Set.of(SNAPSHOT_ISOLATION, REPEATABLE_READ)),
    /** Read uncommitted in the order of each process. */
    STRONG_SESSION_READ_UNCOMMITTED(Set.of(READ_UNCOMMITTED), G0_PROCESS),
    /** Read committed in the order of each process. */
    STRONG_SESSION_READ_COMMITTED(Set.of(READ_COMMITTED, STRONG_SESSION_READ_UNCOMMITTED), G1C_PROCESS),
    /** Snapshot isolation in the order of each process. */
    STRONG_SESSION_SNAPSHOT_ISOLATION(
            Set.of(SNAPSHOT_ISOLATION, STRONG_SESSION_READ_COMMITTED), G_NONADJACENT_ITEM_PROCESS),
    /** As if one after the other, those of each process in its order. */
    STRONG_SESSION_SERIALIZABLE(Set.of(SERIALIZABLE, STRONG_SESSION_SNAPSHOT_ISOLATION), G2_ITEM_PROCESS),
    /** Read uncommitted in the order of real time. */
    STRONG_READ_UNCOMMITTED(Set.of(STRONG_SESSION_READ_UNCOMMITTED), G0_REALTIME),
    /** Read committed in the order of real time. */
    STRONG_READ_COMMITTED(Set.of(STRONG_SESSION_READ_COMMITTED, STRONG_READ_UNCOMMITTED), G1C_REALTIME),
    /** Snapshot isolation in the order of real time. */
    STRONG_SNAPSHOT_ISOLATION(
            Set.of(STRONG_SESSION_SNAPSHOT_ISOLATION, STRONG_READ_COMMITTED), G_NONADJACENT_ITEM_REALTIME),
    /** As if one after the other, each at a moment between its invocation and its completion. */
    STRICT_SERIALIZABLE(Set.of(STRONG_SESSION_SERIALIZABLE, STRONG_SNAPSHOT_ISOLATION), G2_ITEM_REALTIME);

    private final ImmutableSet<Model> weaker;
    private final ImmutableSet<AnomalyType> forbidden;

    Model(Set<Model> weaker, AnomalyType... forbidden) {
        ImmutableSet.Builder<AnomalyType> all =
                ImmutableSet.<AnomalyType>builder().add(forbidden);
        ImmutableSet.Builder<Model> below = ImmutableSet.<Model>builder().addAll(weaker);
        for (Model model : weaker) {
            all.addAll(model.forbidden);
            below.addAll(model.weaker);
        }
        this.forbidden = all.build();
        this.weaker = below.build();
    }

    /** As it is written on a command line, for example {@code strict-serializable}. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a history with this anomaly refutes this model. */
    public boolean forbids(AnomalyType type) {
        return !Sets.intersection(type.implied(), forbidden).isEmpty();
    }

    /** The models that histories with these anomalies refute. */
    static Set<Model> refutedBy(Collection<AnomalyType> types) {
        Set<Model> refuted = EnumSet.noneOf(Model.class);
        for (Model model : values()) {
            if (types.stream().anyMatch(model::forbids)) {
                refuted.add(model);
            }
        }
        return refuted;
    }

    /** Those of them below which there is no other one of them. */
    static Set<Model> weakest(Set<Model> models) {
        Set<Model> weakest = EnumSet.noneOf(Model.class);
        for (Model model : models) {
            if (Sets.intersection(model.weaker, models).isEmpty()) {
                weakest.add(model);
            }
        }
        return weakest;
    }

    /** Which order beyond that of reads and appends it promises; nothing if none. */
    Optional<EdgeKind> order() {
        if (forbidden.contains(G0_REALTIME)) {
            return Optional.of(EdgeKind.REALTIME);
        }
        return forbidden.contains(G0_PROCESS) ? Optional.of(EdgeKind.PROCESS) : Optional.empty();
    }
}
