package dev.quorate.impl.campaign;

/**
 * What seldom happens, and must have happened for a campaign to mean much. Nothing of it is wrong.
 *
 * <p>A faulty program is found only by who gets it there: a candidate that counts replies instead of voters looks sound
 * until a reply is doubled.
 */
public enum Situation {
    SPLIT_VOTE("split vote: several candidates, no leader", 2),
    REFUSED_FOR_THE_LOG("vote refused for the log", 2),
    REFUSED_FOR_ANOTHER("vote refused, given to another", 2),
    REFUSED_FOR_THE_TERM("vote refused to an older term", 2),
    GRANTED_AGAIN("vote asked for again, and granted again", 2),
    CANDIDATE_MEETS_REQUEST("candidate steps down, by a vote request's term", 2),
    CANDIDATE_MEETS_VOTE_REPLY("candidate steps down, by a vote reply's term", 2),
    CANDIDATE_MEETS_HEARTBEAT("candidate steps down, by a heartbeat's term", 3),
    CANDIDATE_MEETS_HEARTBEAT_REPLY("candidate steps down, by a heartbeat reply's term", 2),
    CANDIDATE_CONCEDES("candidate concedes to the leader of its term", 3),
    LEADER_MEETS_REQUEST("leader steps down, by a vote request's term", 2),
    LEADER_MEETS_VOTE_REPLY("leader steps down, by a vote reply's term", 2),
    LEADER_MEETS_HEARTBEAT("leader steps down, by a heartbeat's term", 3),
    LEADER_MEETS_HEARTBEAT_REPLY("leader steps down, by a heartbeat reply's term", 2),
    RESTARTED_FOLLOWER("restart of a follower", 1),
    RESTARTED_CANDIDATE("restart of a candidate", 2),
    RESTARTED_LEADER("restart of a leader", 1),
    REPEATED_VOTE("vote received twice", 2),
    REPEATED_VOTE_TO_CANDIDATE("vote received twice, by one still a candidate", 4),
    STALE_VOTE("vote of an older term received", 2),
    VOTE_AFTER_THE_WIN("vote received after the election was won", 3),
    VOTE_FOR_NO_CANDIDATE("vote of its term received by a candidate no more", 2),
    STALE_HEARTBEAT("heartbeat of an older term received", 2),
    UNAWARE_LEADER("leader unaware of its successor", 3),
    TERM_LEAP("a term left out by a server", 2);

    private final String title;
    private final int leastServers;

    Situation(String title, int leastServers) {
        this.title = title;
        this.leastServers = leastServers;
    }

    /** The situation as people read it. */
    public String title() {
        return title;
    }

    /** Whether it can come about in a cluster of this size. */
    public boolean isPossibleWith(int servers) {
        return servers >= leastServers;
    }
}
