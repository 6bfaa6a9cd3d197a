package twophasecommit;

/** What a node has on its disk: {@code "none"} where nothing was written yet. */
record Stored(String vote, String decision) {
    static final String NONE = "none";
    static final Stored NOTHING = new Stored(NONE, NONE);

    Stored withVote(String vote) {
        return new Stored(vote, decision);
    }

    Stored withDecision(String decision) {
        return new Stored(vote, decision);
    }

    boolean isUndecided() {
        return decision.equals(NONE);
    }
}
