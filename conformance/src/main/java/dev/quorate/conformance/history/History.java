package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * What clients asked for and were told, in the order in which it happened. Immutable, so safe for any number of threads.
 *
 * <p>Transactions are numbered from zero in the order of their invocations. One that never completed, like one that
 * completed with {@code info}, has an unknown outcome. All is kept in columns of numbers, as a history may have millions
 * of operations; {@link Operation}s are made when they are asked for.
 */
public final class History {
    final Names names = new Names();
    /** Keys, as pairs of zero and the code of their atom. */
    final PairIndex keys = new PairIndex();
    /** All that is ever appended, as pairs of a key and the code of an atom: the elements. */
    final PairIndex elements = new PairIndex();
    /** The transaction that appends an element. */
    final IntColumn writers = new IntColumn();

    final Chains chains = new Chains();

    /** The operations: transaction times two, plus one if it is a completion. */
    final IntColumn events = new IntColumn();

    final LongColumn indices = new LongColumn();
    final LongColumn times = new LongColumn();

    /** Of each transaction: where its invocation and its completion (or -1) stand, who, which f, and the outcome. */
    final IntColumn invoked = new IntColumn();

    final IntColumn completed = new IntColumn();
    final IntColumn processes = new IntColumn();
    final List<String> fs = new ArrayList<>();
    final List<OperationType> outcomes = new ArrayList<>();
    /** Where the steps of each transaction end. */
    final IntColumn ends = new IntColumn();

    /** Of each step: its element if it appends, else {@code ~chain}. */
    final IntColumn targets = new IntColumn();
    /** Of each step that reads: how much of the chain, or -1 if that is not known. */
    final IntColumn lengths = new IntColumn();

    History() {}

    /** How many transactions were invoked. */
    public int size() {
        return invoked.size();
    }

    /** OK, FAIL or INFO. */
    public OperationType outcome(int transaction) {
        return outcomes.get(transaction);
    }

    /** How many transactions had this outcome. */
    public int count(OperationType outcome) {
        return Collections.frequency(outcomes, outcome);
    }

    /** The invocation of a transaction. */
    public Operation invocation(int transaction) {
        return operations().get(invoked.get(transaction));
    }

    /** The completion of a transaction, if there is one. */
    public Optional<Operation> completion(int transaction) {
        int at = completed.get(transaction);
        return at < 0 ? Optional.empty() : Optional.of(operations().get(at));
    }

    /** What is known last of a transaction: its completion, or else its invocation. */
    public Operation last(int transaction) {
        return completion(transaction).orElseGet(() -> invocation(transaction));
    }

    /** Invocations and completions in their order; each is made anew when it is asked for. */
    public List<Operation> operations() {
        return new AbstractList<>() {
            @Override
            public Operation get(int at) {
                return operation(at);
            }

            @Override
            public int size() {
                return events.size();
            }
        };
    }

    private Operation operation(int at) {
        int transaction = events.get(at) >> 1;
        boolean isCompletion = (events.get(at) & 1) == 1;
        ImmutableList.Builder<MicroOp> value = ImmutableList.builder();
        for (int step = begin(transaction); step < end(transaction); step++) {
            value.add(microOp(step, isCompletion));
        }
        return new Operation(
                isCompletion ? outcome(transaction) : OperationType.INVOKE,
                processes.get(transaction),
                indices.get(at),
                times.get(at),
                fs.get(transaction),
                value.build());
    }

    private MicroOp microOp(int step, boolean isCompletion) {
        Atom key = keyAtom(key(step));
        if (isAppend(step)) {
            return MicroOp.append(key, elementAtom(targets.get(step)));
        }
        return !isCompletion || lengths.get(step) < 0 ? MicroOp.read(key) : MicroOp.read(key, listRead(step));
    }

    /** What a step read. */
    ImmutableList<Atom> listRead(int step) {
        ImmutableList.Builder<Atom> list = ImmutableList.builder();
        for (int i = 0; i < lengths.get(step); i++) {
            list.add(names.atom(chains.value(chain(step), i)));
        }
        return list.build();
    }

    int begin(int transaction) {
        return transaction == 0 ? 0 : ends.get(transaction - 1);
    }

    int end(int transaction) {
        return ends.get(transaction);
    }

    boolean isAppend(int step) {
        return targets.get(step) >= 0;
    }

    int chain(int step) {
        return ~targets.get(step);
    }

    int key(int step) {
        int target = targets.get(step);
        return target >= 0 ? elements.first(target) : chains.key(~target);
    }

    Atom keyAtom(int key) {
        return names.atom(keys.second(key));
    }

    Atom elementAtom(int element) {
        return names.atom(elements.second(element));
    }

    boolean isOk(int transaction) {
        return outcomes.get(transaction) == OperationType.OK;
    }

    boolean isFailed(int transaction) {
        return outcomes.get(transaction) == OperationType.FAIL;
    }
}
