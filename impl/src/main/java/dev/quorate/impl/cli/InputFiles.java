package dev.quorate.impl.cli;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/**
 * The files that arguments stand for: themselves, all of a kind below a folder, and {@code -} for the standard input.
 *
 * @param things what is in such files, in the plural
 * @param endings of their names; packed ones end with {@code .gz} after it
 */
record InputFiles(String things, ImmutableList<String> endings) {
    static final String STANDARD_INPUT = "standard input";

    static final Path DASH = Path.of("-");

    private static final String PACKED = ".gz";

    /**
     * One of them.
     *
     * @param path {@link #DASH} is the standard input
     * @param problem why there is none; empty if nothing is wrong with it so far
     */
    record InputFile(Path path, String problem) {
        boolean isStandardInput() {
            return path.equals(DASH);
        }

        /** As it is told to people. */
        String name() {
            return isStandardInput() ? STANDARD_INPUT : path.toString();
        }
    }

    /**
     * In the order of the arguments, and inside a folder in that of their names.
     *
     * @param spec whose arguments these are
     */
    ImmutableList<InputFile> of(List<Path> arguments, CommandSpec spec) {
        if (arguments.stream().filter(DASH::equals).count() > 1) {
            throw new ParameterException(spec.commandLine(), "- can be given once only");
        }
        return arguments.stream()
                .flatMap(argument -> !argument.equals(DASH) && Files.isDirectory(argument)
                        ? below(argument).stream()
                        : Stream.of(new InputFile(argument, "")))
                .collect(toImmutableList());
    }

    private ImmutableList<InputFile> below(Path folder) {
        try (Stream<Path> files = Files.walk(folder, FileVisitOption.FOLLOW_LINKS)) {
            ImmutableList<InputFile> found = files.filter(this::isOne)
                    .sorted()
                    .map(file -> new InputFile(file, ""))
                    .collect(toImmutableList());
            return found.isEmpty()
                    ? ImmutableList.of(new InputFile(folder, "a folder without " + things + " (" + patterns() + ")"))
                    : found;
        } catch (IOException e) {
            return ImmutableList.of(unreadable(folder, e));
        } catch (UncheckedIOException e) {
            return ImmutableList.of(unreadable(folder, e.getCause()));
        }
    }

    private String patterns() {
        return Stream.of("", PACKED)
                .flatMap(packed -> endings.stream().map(ending -> "*" + ending + packed))
                .collect(Collectors.joining(", "));
    }

    private static InputFile unreadable(Path folder, IOException e) {
        return new InputFile(folder, "cannot be searched: " + Quorate.explain(e));
    }

    private boolean isOne(Path path) {
        String name = path.getFileName().toString();
        return endings.stream().anyMatch(ending -> name.endsWith(ending) || name.endsWith(ending + PACKED))
                && Files.isRegularFile(path);
    }
}
