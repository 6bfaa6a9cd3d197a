package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.view.RunPage;
import dev.quorate.conformance.view.ViewedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The page of a run that is not as it should be, in a file beside its trace. */
final class PageBeside {
    private PageBeside() {}

    /**
     * Writes it.
     *
     * @return nothing if there is no trace, no step in it, or none that can be drawn
     */
    static Optional<Path> write(Path trace, SpecificationShelf shelf) throws IOException, SpecificationException {
        if (!Files.exists(trace)) {
            return Optional.empty();
        }
        try {
            ViewedRun run = ViewedRun.of(ImmutableList.of(trace), shelf);
            if (run.verdict().events() == 0 && run.verdict().divergence().isEmpty()) {
                return Optional.empty();
            }
            Path page = RunPage.beside(trace);
            RunPage.write(run, page);
            return Optional.of(page);
        } catch (TraceException e) {
            return Optional.empty(); // whoever judges the trace tells what is wrong with it
        }
    }

    /** The line that tells people. */
    static String line(Path page) {
        return "  page          " + page;
    }
}
