package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * An operation in no more room than there is. Dots stand for what matters least: the begin of long lists, then the steps
 * on other keys.
 *
 * @param keys that matter
 */
record QuotedOperation(Operation operation, ImmutableSet<Atom> keys) {
    private static final String DOTS = "...";
    private static final ImmutableList<Integer> ENDS_OF_LISTS = ImmutableList.of(8, 3, 1);

    /** So many characters at most. */
    String in(int width) {
        String whole = operation.toString();
        for (int end : ENDS_OF_LISTS) {
            whole = whole.length() <= width ? whole : quoted(key -> true, end);
            whole = whole.length() <= width ? whole : quoted(keys::contains, end);
        }
        return whole.length() <= width ? whole : whole.substring(0, width - DOTS.length()) + DOTS;
    }

    private String quoted(Predicate<Atom> isShown, int end) {
        StringBuilder steps = new StringBuilder();
        boolean isGap = false;
        for (MicroOp op : operation.value()) {
            boolean isLeftOut = !isShown.test(op.key());
            if (!isLeftOut || !isGap) {
                steps.append(steps.length() == 0 ? "" : " ").append(isLeftOut ? DOTS : quoted(op, end));
            }
            isGap = isLeftOut;
        }
        return operation.toString(steps.toString());
    }

    private static String quoted(MicroOp op, int end) {
        List<Atom> list = op instanceof MicroOp.Read read ? read.list().orElse(ImmutableList.of()) : ImmutableList.of();
        return list.size() <= end + 1
                ? op.toString()
                : list.subList(list.size() - end, list.size()).stream()
                        .map(Atom::toString)
                        .collect(Collectors.joining(" ", "[:r " + op.key() + " [" + DOTS + " ", "]]"));
    }
}
