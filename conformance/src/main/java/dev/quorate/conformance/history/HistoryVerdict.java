package dev.quorate.conformance.history;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * What was found in a history.
 *
 * @param history that was checked
 * @param model that it was held to
 * @param anomalies all that were found, the worst types first, also those that the model allows
 */
public record HistoryVerdict(History history, Model model, ImmutableList<Anomaly> anomalies) {
    /** Whether nothing was found that the model forbids. */
    public boolean isValid() {
        return counts().keySet().stream().noneMatch(model::forbids);
    }

    /** How many anomalies of each type were found; of cycles at most one of a type in a component. */
    public ImmutableSortedMap<AnomalyType, Integer> counts() {
        Map<AnomalyType, Integer> counts = new EnumMap<>(AnomalyType.class);
        anomalies.forEach(anomaly -> counts.merge(anomaly.type(), 1, Integer::sum));
        return ImmutableSortedMap.copyOf(counts);
    }

    /** The weakest models that this history refutes. */
    public ImmutableSet<Model> weakestRefuted() {
        return ImmutableSet.copyOf(Model.weakest(refuted()));
    }

    /** The other models that it refutes with them. */
    public ImmutableSet<Model> alsoRefuted() {
        return ImmutableSet.copyOf(Sets.difference(refuted(), weakestRefuted()));
    }

    private Set<Model> refuted() {
        return Model.refutedBy(counts().keySet());
    }
}
