package dev.quorate.conformance.history;

/** What a type of cycles is, for whom its name says nothing. */
final class CycleWords {
    /** Stands behind the last reason of a cycle. */
    static final String END = ": a contradiction";

    private CycleWords() {}

    /** For example "two transactions overwrite each other, if real time counts". */
    static String of(AnomalyType type) {
        return switch (type) {
            case G0 -> "appends in a circle, each first in another list";
            case G1C -> "each read the work of the one before, in a circle";
            case G_SINGLE_ITEM -> "one read missed what it should have seen: read skew, or similar";
            case G_NONADJACENT_ITEM -> "observers saw events in opposite orders: long fork, or similar";
            case G2_ITEM -> "each decided by what the next then changed: write skew, or similar";
            case G0_PROCESS -> process(AnomalyType.G0);
            case G1C_PROCESS -> process(AnomalyType.G1C);
            case G_SINGLE_ITEM_PROCESS -> process(AnomalyType.G_SINGLE_ITEM);
            case G_NONADJACENT_ITEM_PROCESS -> process(AnomalyType.G_NONADJACENT_ITEM);
            case G2_ITEM_PROCESS -> process(AnomalyType.G2_ITEM);
            case G0_REALTIME -> "an append came before one that was done when it began";
            case G1C_REALTIME -> "a read saw what was appended only later";
            case G_SINGLE_ITEM_REALTIME -> "a read missed what was there when it began: a stale read, or similar";
            case G_NONADJACENT_ITEM_REALTIME -> realtime(AnomalyType.G_NONADJACENT_ITEM);
            case G2_ITEM_REALTIME -> realtime(AnomalyType.G2_ITEM);
            case GARBAGE_READ,
                    G1B,
                    INTERNAL,
                    LOST_UPDATE,
                    DIRTY_UPDATE,
                    DUPLICATE_ELEMENTS,
                    FUTURE_READ,
                    INCOMPATIBLE_ORDER,
                    G1A -> throw new IllegalArgumentException(type + " is no cycle");
        };
    }

    /** The same in a few words. */
    static String inShort(AnomalyType type) {
        return switch (type) {
            case G0, G0_PROCESS, G0_REALTIME -> "appends in a circle";
            case G1C, G1C_PROCESS, G1C_REALTIME -> "each saw the work of the one before, in a circle";
            case G_SINGLE_ITEM -> "read skew, or the like";
            case G_SINGLE_ITEM_PROCESS, G_SINGLE_ITEM_REALTIME -> "a stale read, or the like";
            case G_NONADJACENT_ITEM, G_NONADJACENT_ITEM_PROCESS, G_NONADJACENT_ITEM_REALTIME ->
                "long fork, or the like";
            default -> "write skew, or the like";
        };
    }

    private static String process(AnomalyType plain) {
        return of(plain) + ", if the order of each client counts";
    }

    private static String realtime(AnomalyType plain) {
        return of(plain) + ", if real time counts";
    }
}
