package dev.quorate.impl.sim;

/** What can become of a message. */
enum Casualty {
    LOST_REQUEST("request loss"),
    LOST_REPLY("reply loss"),
    DUPLICATED("duplicate"),
    LATE("late message"),
    /** It arrived after one that was sent later from the same server to the same. */
    OVERTAKEN("reordering"),
    /** What follows from a fault of the schedule is no kind of fault of its own. */
    LOST_IN_A_CUT("lost in a partition"),
    LOST_TO_A_STOPPED_SERVER("lost to a stopped server");

    private final String title;

    Casualty(String title) {
        this.title = title;
    }

    /** As people read it. */
    String title() {
        return title;
    }
}
