package dev.quorate.conformance;

/** Beginnings of traces of the module Poll, and the messages in them. */
public final class PollTraces {
    public static final String TO_B = "{'kind':'ask','from':'a','to':'b'}";
    public static final String TO_C = "{'kind':'ask','from':'a','to':'c'}";
    public static final String BOTH = "[" + TO_B + "," + TO_C + "]";
    public static final String ANSWER = "{'kind':'reply','from':'b','to':'a','weight':9}";

    private PollTraces() {}

    public static TraceText poll() {
        return TraceText.of(TraceText.POLL);
    }

    public static TraceText asked() {
        return poll().step("a", "Ask", "{'n':'a'}", "{'phase':'asking'}", BOTH);
    }

    public static TraceText answered() {
        return asked().step("b", "Reply", "{'n':'b','m':" + TO_B + "}", "{'seen':2}", "[" + ANSWER + "]");
    }

    public static TraceText resting() {
        return poll().step("a", "Shift", "{'n':'a'}", "{'phase':'resting'}", "[]");
    }
}
