package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The command that shows a verdict again, and all of it.
 *
 * @param module that was asked for, if one was
 * @param merged the files of the run, if there are several
 */
record AgainCommand(Optional<Path> module, ImmutableList<Path> merged) {

    /** The command for a file; none for what came by the standard input. */
    Optional<String> of(String file) {
        Stream<String> traces = merged.isEmpty()
                ? Stream.of(file)
                : Stream.concat(Stream.of("--merge"), merged.stream().map(Path::toString));
        return file.equals(InputFiles.STANDARD_INPUT) || merged.contains(InputFiles.DASH)
                ? Optional.empty()
                : Optional.of(ShellWords.line(Stream.of(
                                Stream.of("quorate", "validate", "--json"),
                                module.stream().flatMap(spec -> Stream.of("--spec", spec.toString())),
                                traces)
                        .flatMap(words -> words)
                        .toList()));
    }
}
