package dev.quorate.conformance.view;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.TraceChecker;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.MergedTraces;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.TraceReader;
import dev.quorate.conformance.trace.TraceSource;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A run that was judged, and can be read again and again from its files. Belongs to the shelf that judged it, and ends
 * with it.
 */
public final class ViewedRun {
    /** Stands for a step that is not there: of a message that nobody sent, or before the first one. */
    static final int NOWHERE = -1;

    private final ImmutableList<Path> files;
    private final Path module;
    private final Specification specification;
    private final TraceHeader header;
    private final String name;
    private final Verdict verdict;
    private final Optional<String> torn;

    private ViewedRun(
            ImmutableList<Path> files,
            Path module,
            Specification specification,
            TraceHeader header,
            String name,
            Verdict verdict,
            Optional<String> torn) {
        this.files = files;
        this.module = module;
        this.specification = specification;
        this.header = header;
        this.name = name;
        this.verdict = verdict;
        this.torn = torn;
    }

    /** Takes in the steps of a run, one after the other. */
    interface Visitor {
        /**
         * One step.
         *
         * @param number counts the steps of the run from zero
         * @param file that its line is in, by its place among the files
         * @param sources for each message that it receives, the number of the step that sent it, or {@link #NOWHERE}
         */
        void step(int number, int file, TraceEvent event, ImmutableList<Integer> sources) throws IOException;
    }

    /**
     * Judges a run.
     *
     * @param files of its processes, at least one
     * @throws TraceException if they cannot be read, or do not fit the specification's names
     * @throws SpecificationException if the specification cannot be loaded with the constants of the trace
     */
    public static ViewedRun of(List<Path> files, SpecificationShelf shelf)
            throws TraceException, SpecificationException {
        try (OpenFiles open = OpenFiles.of(files)) {
            Verdict verdict = open.readers.size() == 1
                    ? TraceChecker.check(open.readers.get(0), shelf)
                    : TraceChecker.checkMerged(open.readers, shelf);
            TraceHeader header = MergedTraces.header(open.readers);
            String first = String.valueOf(files.get(0).getFileName());
            String name = files.size() == 1 ? first : first + " and " + (files.size() - 1) + " more";
            Optional<String> torn = open.readers.stream()
                    .map(TraceReader::warning)
                    .filter(warning -> !warning.isEmpty())
                    .findFirst();
            return new ViewedRun(
                    ImmutableList.copyOf(files), shelf.module(), shelf.forTrace(header), header, name, verdict, torn);
        }
    }

    /** The files while they are read. */
    private record OpenFiles(List<TraceReader> readers) implements AutoCloseable {
        static OpenFiles of(List<Path> files) throws TraceException {
            OpenFiles open = new OpenFiles(new ArrayList<>());
            try {
                for (Path file : files) {
                    open.readers.add(new TraceReader(file));
                }
                return open;
            } catch (TraceException e) {
                open.close();
                throw e;
            }
        }

        @Override
        public void close() {
            readers.forEach(TraceReader::close);
        }
    }

    /** What to call the run: its file, or the first one and how many more. */
    public String name() {
        return name;
    }

    public Verdict verdict() {
        return verdict;
    }

    /** That a file ends in the middle of a line, as far as it was read for the verdict. */
    public Optional<String> torn() {
        return torn;
    }

    ImmutableList<Path> files() {
        return files;
    }

    Path module() {
        return module;
    }

    Specification specification() {
        return specification;
    }

    TraceHeader header() {
        return header;
    }

    /**
     * The step that the verdict is about, counted from zero: the divergence, or the end of a counterexample;
     * {@link #NOWHERE} if a counterexample is no more than its initial state.
     */
    Optional<Integer> blamed() {
        int judged = Math.toIntExact(verdict.events());
        if (verdict.divergence().isPresent() || verdict.undecided().isPresent()) {
            return Optional.of(judged);
        }
        return verdict.claim().flatMap(claim -> claim.violation()).map(violation -> judged - 1);
    }

    /**
     * Reads all steps, those after a divergence too.
     *
     * @return why the rest of the files cannot be read, which is no concern of a verdict that was reached before
     */
    Optional<String> visit(Visitor visitor) throws IOException, TraceException {
        try (OpenFiles open = OpenFiles.of(files)) {
            TraceSource source = open.readers.size() == 1
                    ? open.readers.get(0)
                    : new MergedTraces(open.readers, specification::received);
            Map<String, Integer> places = new HashMap<>();
            open.readers.forEach(reader -> places.put(reader.file(), places.size()));
            Map<Value, Integer> lastSent = new HashMap<>();
            for (int number = 0; ; number++) {
                Optional<TraceEvent> event = next(source, number);
                if (event.isEmpty()) {
                    return Optional.of(source.warning()).filter(warning -> !warning.isEmpty());
                }
                visitor.step(number, places.get(source.file()), event.get(), sources(event.get(), lastSent));
                for (Value message : event.get().sent()) {
                    lastSent.put(message, number);
                }
            }
        } catch (BeyondJudgement e) {
            return Optional.of(e.getMessage());
        }
    }

    /** A line that nobody can read, and that no verdict depends on. */
    private static final class BeyondJudgement extends Exception {
        private static final long serialVersionUID = 1L;

        BeyondJudgement(String problem) {
            super(problem);
        }
    }

    private Optional<TraceEvent> next(TraceSource source, int number) throws TraceException, BeyondJudgement {
        try {
            return source.next();
        } catch (TraceException e) {
            if (number > verdict.events()) {
                throw new BeyondJudgement(e.getMessage());
            }
            throw e;
        }
    }

    /**
     * Of a message that was sent more than once, the newest copy is taken for the one that arrived. Most often it is;
     * nothing in a trace could tell.
     */
    private ImmutableList<Integer> sources(TraceEvent event, Map<Value, Integer> lastSent) {
        ImmutableList.Builder<Integer> sources = ImmutableList.builder();
        specification.received(event).forEach(message -> sources.add(lastSent.getOrDefault(message, NOWHERE)));
        return sources.build();
    }
}
