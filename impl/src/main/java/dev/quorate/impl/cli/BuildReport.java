package dev.quorate.impl.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;

/** What a build server reads of files that were judged. */
record BuildReport(ImmutableList<? extends Judged> all) {
    /** The worst of all. */
    int exitCode() {
        return all.stream().mapToInt(Judged::exitCode).reduce(0, Judged::worse);
    }

    /** Under GitHub Actions, an annotation for each file that is not as it should be. */
    void annotate(Surroundings surroundings, PrintWriter err) {
        if (surroundings.isGithubActions()) {
            all.stream()
                    .filter(one -> !one.isAccepted())
                    .map(GithubAnnotations::of)
                    .forEach(err::println);
        }
    }

    /** A report as JUnit has them, if a file for it was named. */
    void writeJunit(String suite, Optional<Path> file) throws IOException {
        if (file.isPresent()) {
            JunitReport.write(suite, all.stream().map(one -> one.junit(suite)).collect(toImmutableList()), file.get());
        }
    }
}
