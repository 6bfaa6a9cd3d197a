package dev.quorate.conformance.history;

/**
 * For tests with JUnit or anything else that takes an {@link AssertionError}: a history is as it should be, or the test
 * fails with the explanation. {@code assertThatHistory(recorder.history()).isStrictSerializable()}.
 */
public final class HistoryAssertion {
    private final History history;

    private HistoryAssertion(History history) {
        this.history = history;
    }

    /** Begins an assertion. */
    public static HistoryAssertion assertThatHistory(History history) {
        return new HistoryAssertion(history);
    }

    /**
     * Nothing was seen that this model forbids.
     *
     * @throws AssertionError whose message is that of {@link HistoryText}
     */
    public HistoryAssertion satisfies(Model model) {
        HistoryVerdict verdict = ListAppend.check(history, model);
        if (!verdict.isValid()) {
            throw new AssertionError(String.join("\n", HistoryText.of("the history", verdict)));
        }
        return this;
    }

    /** {@link #satisfies} {@link Model#STRICT_SERIALIZABLE}. */
    public HistoryAssertion isStrictSerializable() {
        return satisfies(Model.STRICT_SERIALIZABLE);
    }

    /** {@link #satisfies} {@link Model#SERIALIZABLE}. */
    public HistoryAssertion isSerializable() {
        return satisfies(Model.SERIALIZABLE);
    }

    /** {@link #satisfies} {@link Model#SNAPSHOT_ISOLATION}. */
    public HistoryAssertion isSnapshotIsolated() {
        return satisfies(Model.SNAPSHOT_ISOLATION);
    }

    /** {@link #satisfies} {@link Model#READ_COMMITTED}. */
    public HistoryAssertion isReadCommitted() {
        return satisfies(Model.READ_COMMITTED);
    }
}
