package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;

/** The place of a server, kept over its restarts. */
final class Place {
    final String id;
    ImmutableList<ClientEnd> ends = ImmutableList.of();
    Persister persister = new Persister();
    /** Of the instance that runs, or ran last. */
    ServerTime time;

    RaftServer raft;
    int starts;
    boolean connected;

    Place(String id) {
        this.id = id;
    }

    boolean runs() {
        return raft != null;
    }

    /** Runs, can be asked, and has not stopped because a write failed. */
    boolean answers() {
        return runs() && !time.isFrozen() && !persister.writeFailed();
    }
}
