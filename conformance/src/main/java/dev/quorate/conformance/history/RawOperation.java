package dev.quorate.conformance.history;

/** An operation while it is read: its fields come in any order, and it is judged when all are there. One for many. */
final class RawOperation {
    /** Where the operation begins. */
    long line;

    OperationType type;
    long index;
    long time;
    String f;
    /** Whether there is a process at all, and whether it is a client, which an integer tells. */
    boolean hasProcess;

    boolean isClient;
    int process;
    boolean hasValue;
    /** Why the value is no transaction; empty if it is one. What is no client may have any value. */
    String problem = "";

    private String lastName = "txn";
    private final IntColumn appends = new IntColumn();
    private final LongColumn keys = new LongColumn();
    private final IntColumn ends = new IntColumn();
    final LongColumn values = new LongColumn();

    /** Forgets all, for the next operation. */
    void clear(long atLine) {
        line = atLine;
        type = null;
        index = -1;
        time = -1;
        f = "txn";
        hasProcess = false;
        isClient = false;
        beginValue();
        hasValue = false;
    }

    /** An integer tells a client. */
    void setClient(long number) throws Malformed {
        if (number != (int) number) {
            throw new Malformed("process: " + number + " does not fit in 32 bits");
        }
        client((int) number);
    }

    private void client(int number) {
        process = number;
        isClient = true;
        hasProcess = true;
    }

    /** Begins an operation of a program that runs, which has no line. */
    void begin(OperationType newType, int number, long now) {
        clear(0);
        type = newType;
        time = now;
        client(number);
    }

    /** The same object for the same name, as nearly all operations have the same one. */
    String name(String text) {
        if (!text.equals(lastName)) {
            lastName = text;
        }
        return lastName;
    }

    /** There is a value, whose steps follow; one that was there before is forgotten. */
    void beginValue() {
        problem = "";
        appends.shrinkTo(0);
        keys.shrinkTo(0);
        ends.shrinkTo(0);
        values.shrinkTo(0);
        hasValue = true;
    }

    /** Says what is wrong with the value; what was said first counts. */
    void reject(String why) {
        if (problem.isEmpty()) {
            problem = why;
        }
    }

    /** Adds a step whose value has been added to {@link #values}. */
    void addAppend(long key) {
        add(1, key);
    }

    /** Adds a step whose list, if it is known, has been added to {@link #values}. */
    void addRead(long key) {
        add(0, key);
    }

    private void add(int append, long key) {
        appends.add(append);
        keys.add(key);
        ends.add(values.size());
    }

    int size() {
        return appends.size();
    }

    boolean isAppend(int at) {
        return appends.get(at) == 1;
    }

    long key(int at) {
        return keys.get(at);
    }

    /** Where the values of a step begin among all. */
    int begin(int at) {
        return at == 0 ? 0 : ends.get(at - 1);
    }

    int end(int at) {
        return ends.get(at);
    }
}
