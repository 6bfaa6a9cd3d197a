package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import dev.quorate.impl.cli.JunitReport.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** What became of one file that was to be judged: a verdict, or a complaint about bad input. */
interface Judged {
    int WRONG = 1;
    int BAD_INPUT = CommandLine.ExitCode.USAGE;
    int UNDECIDED = 3;

    /** Exit codes from best to worst: bad input weighs more than a rejection, as nobody knows what it hides. */
    List<Integer> WEIGHTS = List.of(0, UNDECIDED, WRONG, BAD_INPUT);

    /** Its name. */
    String file();

    /** The line that the verdict or the complaint is about; zero if it is about the whole of it. */
    long line();

    /** What it was held to; nothing if it never came to that. */
    Optional<String> heldTo();

    /** How long it took. */
    Duration time();

    /** Zero if it is as it should be. */
    int exitCode();

    /** In a word or two: {@code rejected}, {@code bad input}. */
    String word();

    /** How much of it was judged, in whatever a file of its kind has many of. */
    long size();

    /** The verdict, or the complaint, a line each. */
    ImmutableList<String> text();

    /** One line that says what is wrong with the input. */
    Optional<String> complaint();

    static int worse(int a, int b) {
        return WEIGHTS.indexOf(a) >= WEIGHTS.indexOf(b) ? a : b;
    }

    default boolean isAccepted() {
        return exitCode() == 0;
    }

    /**
     * A test case: what is wrong is a failure, and what is not known is an error.
     *
     * @param suite whose case it is if it was held to nothing
     */
    default JunitReport.Case junit(String suite) {
        Problem problem = exitCode() == WRONG ? Problem.failure(word(), text()) : Problem.error(word(), text());
        return new JunitReport.Case(
                heldTo().orElse(suite), file(), time(), isAccepted() ? Optional.empty() : Optional.of(problem));
    }
}
