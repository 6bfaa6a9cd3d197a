package dev.quorate.impl.bugs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import java.util.stream.Stream;

/** All mistakes that are known, and those rows of the catalogue that cannot be one here. */
public final class Bank {
    private static final String LOG = "needs entries in AppendEntries: no log is replicated yet";
    private static final String MEMBERS = "needs changes of membership";
    private static final String READS = "needs commands or reads of clients";
    private static final String PRE_VOTE = "needs pre-vote";
    private static final String RAFT_ITSELF =
            "no mistake in code: Figure 2 behaves so; the cure is pre-vote or check-quorum, which are extensions";

    private static final ImmutableMap<String, Bug> BY_ID = Maps.uniqueIndex(
            Stream.of(
                            VoteBugs.all(),
                            TermBugs.all(),
                            LogBugs.all(),
                            StorageBugs.all(),
                            TimerBugs.all(),
                            SendingBugs.all())
                    .flatMap(ImmutableList::stream)
                    .toList(),
            Bug::id);

    private Bank() {}

    /** In the order of the table. */
    public static ImmutableList<Bug> all() {
        return BY_ID.values().asList();
    }

    /**
     * The mistake with this id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Bug bug(String id) {
        Bug bug = BY_ID.get(id);
        if (bug == null) {
            throw new IllegalArgumentException("there is no bug " + id + "; there are " + BY_ID.keySet());
        }
        return bug;
    }

    /** By row of the catalogue, why it is left out. */
    static ImmutableMap<String, String> leftOut() {
        ImmutableMap.Builder<String, String> reasons = ImmutableMap.builder();
        reasons.put("V13", "needs snapshots");
        reasons.put("V19", MEMBERS + ": learners");
        reasons.put("V20", MEMBERS);
        reasons.put("V22", "needs leadership transfer");
        reasons.put("T6", LOG);
        Stream.of("T7", "T8", "T9", "T10").forEach(id -> reasons.put(id, PRE_VOTE));
        Stream.of("T11", "T12", "T13").forEach(id -> reasons.put(id, RAFT_ITSELF));
        reasons.put("T18", "no mistake in code: in Figure 2 a heartbeat of the current term counts whenever it comes");
        Stream.iterate(1, n -> n <= 23, n -> n + 1).forEach(n -> reasons.put("L" + n, LOG));
        Stream.of("M1", "M2", "M3").forEach(id -> reasons.put(id, MEMBERS));
        Stream.iterate(1, n -> n <= 6, n -> n + 1).forEach(n -> reasons.put("R" + n, READS));
        return reasons.buildOrThrow();
    }
}
