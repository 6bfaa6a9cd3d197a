package dev.quorate.conformance.history;

import java.util.Map;
import java.util.Optional;

/** That one transaction came before another, and why. */
public sealed interface Dependency {
    /** The transaction that came first. */
    int from();

    /** The transaction that came later. */
    int to();

    /** The kind of reason. */
    EdgeKind kind();

    /** The key that it is about; nothing if it is an order of time. */
    default Optional<Atom> about() {
        return Optional.empty();
    }

    /** The kind, and which list or which process it is about: {@code wr, key 5}. */
    default String label() {
        return about().map(key -> kind() + ", key " + key).orElseGet(() -> kind().toString());
    }

    /** Whether this is one of the steps that the reason is about, in a transaction that it is about. */
    boolean isAbout(MicroOp step);

    /** Which came before which, and why: {@code T1 < T2, because T2 read T1's append of 3 to key 5}. */
    default String told(Map<Integer, String> names) {
        String first = names.get(from());
        String second = names.get(to());
        return first + " < " + second + ", because " + because(first, second);
    }

    /** The reason in words, as in "T2 read T1's append of 3 to key 5". */
    String because(String fromName, String toName);

    /** The second appended a value right after the first. */
    record AppendAfter(int from, int to, Atom key, Atom before, Atom value) implements Dependency {
        @Override
        public Optional<Atom> about() {
            return Optional.of(key);
        }

        @Override
        public EdgeKind kind() {
            return EdgeKind.WW;
        }

        @Override
        public boolean isAbout(MicroOp step) {
            return step.equals(MicroOp.append(key, before)) || step.equals(MicroOp.append(key, value));
        }

        @Override
        public String because(String fromName, String toName) {
            return toName + " appended " + value + " to key " + key + " after " + fromName + " appended " + before;
        }
    }

    /** The second read what the first appended last. */
    record ReadOf(int from, int to, Atom key, Atom value) implements Dependency {
        @Override
        public Optional<Atom> about() {
            return Optional.of(key);
        }

        @Override
        public EdgeKind kind() {
            return EdgeKind.WR;
        }

        @Override
        public boolean isAbout(MicroOp step) {
            return step.equals(MicroOp.append(key, value)) || MicroOp.isReadOf(step, key);
        }

        @Override
        public String because(String fromName, String toName) {
            return toName + " read " + fromName + "'s append of " + value + " to key " + key;
        }
    }

    /**
     * The first read a list to which the second appended.
     *
     * @param last of what was read; nothing if the list was empty
     */
    record ReadBefore(int from, int to, Atom key, Optional<Atom> last, Atom value) implements Dependency {
        @Override
        public Optional<Atom> about() {
            return Optional.of(key);
        }

        @Override
        public EdgeKind kind() {
            return EdgeKind.RW;
        }

        @Override
        public boolean isAbout(MicroOp step) {
            return step.equals(MicroOp.append(key, value)) || MicroOp.isReadOf(step, key);
        }

        @Override
        public String because(String fromName, String toName) {
            return last.isEmpty()
                    ? fromName + " read key " + key + " while it was empty, and " + toName + " appended " + value
                            + " to it"
                    : fromName + " did not read " + toName + "'s append of " + value + " to key " + key;
        }
    }

    /** One process did the first and then the second. */
    record SameProcess(int from, int to, int process) implements Dependency {
        @Override
        public EdgeKind kind() {
            return EdgeKind.PROCESS;
        }

        @Override
        public String label() {
            return "process " + process;
        }

        @Override
        public boolean isAbout(MicroOp step) {
            return false;
        }

        @Override
        public String because(String fromName, String toName) {
            return "process " + process + " did " + fromName + " before " + toName;
        }
    }

    /**
     * The first had completed before the second was invoked.
     *
     * @param completed the index of the first one's completion
     * @param invoked the index of the second one's invocation
     */
    record CompletedBefore(int from, int to, long completed, long invoked) implements Dependency {
        @Override
        public EdgeKind kind() {
            return EdgeKind.REALTIME;
        }

        @Override
        public boolean isAbout(MicroOp step) {
            return false;
        }

        @Override
        public String because(String fromName, String toName) {
            return fromName + " completed at index " + completed + ", before " + toName + " was invoked at index "
                    + invoked;
        }
    }
}
