package dev.quorate.impl.bench;

import com.google.common.collect.ImmutableList;
import java.util.List;
import java.util.Locale;

/**
 * How long trials of the same were without a leader.
 *
 * @param micros the least first; the patience for one that did not end
 * @param patience after which a trial was given up, in microseconds
 * @param terms that a trial took, on average
 */
record Downtimes(ImmutableList<Long> micros, long patience, double terms) {
    static Downtimes of(List<LeaderCrash.Outcome> trials, long patience) {
        return new Downtimes(
                trials.stream().map(LeaderCrash.Outcome::micros).sorted().collect(ImmutableList.toImmutableList()),
                patience,
                trials.stream().mapToLong(LeaderCrash.Outcome::terms).average().orElseThrow());
    }

    int trials() {
        return micros.size();
    }

    /** How many trials were given up. */
    long unended() {
        return micros.stream().filter(m -> m >= patience).count();
    }

    /** The least time within which at least this part of the trials ended, in microseconds. */
    long quantile(double part) {
        int rank = (int) Math.ceil(part * micros.size());
        return micros.get(Math.max(rank, 1) - 1);
    }

    String medianText() {
        return text(quantile(0.5));
    }

    String ninetiethText() {
        return text(quantile(0.9));
    }

    String worstText() {
        return text(quantile(1));
    }

    /** In microseconds; a trial that was given up counts with the time until then. */
    double mean() {
        return micros.stream().mapToLong(Long::longValue).average().orElseThrow();
    }

    /** A lower bound, if a trial was given up. */
    String meanText() {
        return (unended() > 0 ? "> " : "") + millis(mean());
    }

    private String text(long micros) {
        return (micros >= patience ? "> " : "") + millis((double) micros);
    }

    static String millis(double micros) {
        return String.format(Locale.ROOT, "%,.0f", micros / 1_000);
    }
}
