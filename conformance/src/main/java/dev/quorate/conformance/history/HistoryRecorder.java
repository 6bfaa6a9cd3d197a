package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Records a history while clients run. Thread-safe: the order of the calls is the order of the operations, so a client
 * calls {@link #invoke} before it sends its request, and one of the others after it has its answer.
 *
 * <p>Each throws {@link IllegalStateException} if the operation makes no sense: a process that invokes twice, a completion
 * of what was not invoked, a value that is appended to a key a second time, or any call after {@link #history}.
 */
public final class HistoryRecorder {
    private final LongSupplier clock;
    private final HistoryBuilder builder = new HistoryBuilder("recorder");
    private final RawOperation raw = new RawOperation();
    private boolean isEnded;

    /**
     * An empty history.
     *
     * @param clock nanoseconds since the test began; they are for people and decide nothing
     */
    public HistoryRecorder(LongSupplier clock) {
        this.clock = clock;
    }

    /** A process asks for a transaction; its reads have no lists yet. */
    public void invoke(int process, List<MicroOp> transaction) {
        add(OperationType.INVOKE, process, transaction);
    }

    /** It took effect; its reads have the lists that were read. */
    public void ok(int process, List<MicroOp> transaction) {
        add(OperationType.OK, process, transaction);
    }

    /** It did not take effect, and never will: if there is any doubt, it is {@link #info}. */
    public void fail(int process) {
        add(OperationType.FAIL, process, ImmutableList.of());
    }

    /** Nobody knows whether it took effect, or will, as after a time-out or a crash. */
    public void info(int process) {
        add(OperationType.INFO, process, ImmutableList.of());
    }

    /** Ends the record: what is open now has an unknown outcome. */
    public synchronized History history() {
        isEnded = true;
        return builder.build();
    }

    private synchronized void add(OperationType type, int process, List<MicroOp> transaction) {
        if (isEnded) {
            throw new IllegalStateException("the record has ended");
        }
        raw.begin(type, process, clock.getAsLong());
        if (type == OperationType.INVOKE || type == OperationType.OK) {
            raw.beginValue();
            transaction.forEach(this::add);
        }
        try {
            builder.add(raw);
        } catch (HistoryException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void add(MicroOp op) {
        long key = builder.names().code(op.key());
        if (op instanceof MicroOp.Append append) {
            raw.values.add(builder.names().code(append.value()));
            raw.addAppend(key);
        } else if (op instanceof MicroOp.Read read) {
            read.list()
                    .ifPresent(list ->
                            list.forEach(value -> raw.values.add(builder.names().code(value))));
            raw.addRead(key);
        }
    }
}
