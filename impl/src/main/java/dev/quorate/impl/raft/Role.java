package dev.quorate.impl.raft;

/** What a server takes itself for (section 5.1). */
public enum Role {
    FOLLOWER("Follower"),
    CANDIDATE("Candidate"),
    LEADER("Leader");

    private final String title;

    Role(String title) {
        this.title = title;
    }

    /** The role as the paper and the specification write it. */
    public String title() {
        return title;
    }
}
