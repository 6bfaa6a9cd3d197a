package dev.quorate.conformance.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.EnumMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Multiset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Pictures of the cycles of a verdict, as SVG: the cycle alone, and in its component. The same verdict gives the same
 * text. Not thread-safe.
 */
public final class HistoryDrawings {
    private final HistoryVerdict verdict;
    /** Null until it is needed. */
    private Reasons reasons;

    /** Pictures of what was found. */
    public HistoryDrawings(HistoryVerdict verdict) {
        this.verdict = verdict;
    }

    /** The cycle that an anomaly of the verdict is; nothing if it is none. */
    public Optional<String> cycle(Anomaly anomaly) {
        return anomaly.cycle().isEmpty() ? Optional.empty() : Optional.of(CycleDrawing.of(verdict, anomaly));
    }

    /**
     * The cycle among all transactions that lie on common circles with it, or in a large component among those next to
     * it; nothing if there are no others, or if the anomaly is no cycle, or one so long that it fills the picture.
     */
    public Optional<String> component(Anomaly anomaly) {
        int size = anomaly.cycle().size();
        if (size == anomaly.component().length() || size >= ComponentDrawing.MOST_BOXES) {
            return Optional.empty();
        }
        if (reasons == null) {
            reasons = new Reasons(verdict.history(), new VersionOrders(verdict.history()));
        }
        return Optional.of(ComponentDrawing.of(
                Neighbourhood.of(verdict.history(), anomaly, reasons, ComponentDrawing.MOST_BOXES)));
    }

    /**
     * Writes pictures of those anomalies that {@link HistoryText} tells in words: {@code NAME-1-G0.svg}, with the place of the anomaly in the verdict counted from
     * one, and {@code NAME-1-G0-component.svg}.
     *
     * @param folder is made if it is not there
     * @param name the begin of the files' names
     * @return the files
     */
    public static ImmutableList<Path> write(HistoryVerdict verdict, Path folder, String name) throws IOException {
        HistoryDrawings drawings = new HistoryDrawings(verdict);
        ImmutableList.Builder<Path> files = ImmutableList.builder();
        Files.createDirectories(folder);
        Multiset<AnomalyType> drawn = EnumMultiset.create(AnomalyType.class);
        for (int i = 0; i < verdict.anomalies().size(); i++) {
            Anomaly anomaly = verdict.anomalies().get(i);
            if (drawn.add(anomaly.type(), 1) >= HistoryText.MOST) {
                continue;
            }
            String begin = name + "-" + (i + 1) + "-" + anomaly.type();
            write(drawings.cycle(anomaly), folder.resolve(begin + ".svg"), files);
            write(drawings.component(anomaly), folder.resolve(begin + "-component.svg"), files);
        }
        return files.build();
    }

    private static void write(Optional<String> drawing, Path file, ImmutableList.Builder<Path> files)
            throws IOException {
        if (drawing.isPresent()) {
            Files.writeString(file, drawing.get(), UTF_8);
            files.add(file);
        }
    }
}
