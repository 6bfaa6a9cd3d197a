package dev.quorate.impl.campaign;

import dev.quorate.conformance.check.RunChecker;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.TraceHeader;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/** Judges the steps of one run as they are taken. The first that is not as it should be ends the run. */
final class Examiner implements Consumer<TraceEvent> {
    private final RunChecker checker;

    /** Ends a run of which nothing more need be known. */
    @SuppressWarnings("serial")
    private static final class Over extends RuntimeException {
        final Failure failure;

        Over(Failure failure) {
            super(failure.story(), null, false, false);
            this.failure = failure;
        }
    }

    /**
     * Has seen no step yet.
     *
     * @param name what to call the run
     * @throws SpecificationException if the specification cannot be loaded, or does not fit the header
     */
    Examiner(String name, TraceHeader header, SpecificationShelf shelf) throws SpecificationException {
        try {
            this.checker = new RunChecker(name, header, shelf);
        } catch (TraceException e) {
            throw new SpecificationException(e.getMessage(), e);
        }
    }

    @Override
    public void accept(TraceEvent event) {
        try {
            if (!checker.judge(event)) {
                throw new Over(Failure.of(checker.end()).orElseThrow());
            }
        } catch (TraceException e) {
            throw new Over(Failure.of(e));
        }
    }

    /**
     * Lets a run happen whose steps are told to this one.
     *
     * @return what is wrong with it, if anything is
     * @throws CancellationException if the run does
     */
    Optional<Failure> examine(Runnable run) {
        try {
            run.run();
            return Failure.of(checker.end());
        } catch (Over e) {
            return Optional.of(e.failure);
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException | AssertionError e) {
            return Optional.of(Failure.of(e));
        }
    }

    /** The specification's verdict on the run, which ends here. */
    Verdict verdict() {
        return checker.end();
    }
}
