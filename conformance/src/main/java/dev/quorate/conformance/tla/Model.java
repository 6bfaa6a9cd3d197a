package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A TLC configuration that asks one question: {@code MC<name>.tla} and {@code MC<name>.cfg}, whose comment on top
 * says what it asks and how many distinct states answer it.
 *
 * @param folder where its files are
 * @param distinct the pinned number of distinct states
 */
public record Model(Path folder, String name, String question, OptionalLong distinct) {
    private static final Pattern QUESTION = Pattern.compile("(?m)^\\\\\\* Question: (.+)$");
    private static final Pattern DISTINCT = Pattern.compile("(?m)^\\\\\\* Distinct states: ([\\d,]+)\\s*$");

    /**
     * Reads one model.
     *
     * @throws SpecificationException if there is no such model
     */
    public static Model named(Path folder, String name) throws SpecificationException {
        Path config = folder.resolve(name + ".cfg");
        if (!Files.isRegularFile(config) || !Files.isRegularFile(folder.resolve(name + ".tla"))) {
            throw new SpecificationException("no model " + name + "; there are " + String.join(", ", names(folder)));
        }
        try {
            String text = Files.readString(config);
            return new Model(
                    folder,
                    name,
                    match(QUESTION, text).orElse(""),
                    match(DISTINCT, text)
                            .map(n -> OptionalLong.of(Long.parseLong(n.replace(",", ""))))
                            .orElse(OptionalLong.empty()));
        } catch (IOException e) {
            throw new SpecificationException(config + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Optional<String> match(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
    }

    /** All models in a folder, the smallest first: those files {@code MC*.tla} that have a {@code .cfg}. */
    public static ImmutableList<Model> all(Path folder) throws SpecificationException {
        ImmutableList.Builder<Model> models = ImmutableList.builder();
        for (String name : names(folder)) {
            models.add(named(folder, name));
        }
        return ImmutableList.sortedCopyOf(
                Comparator.comparingLong(model -> model.distinct.orElse(Long.MAX_VALUE)), models.build());
    }

    private static ImmutableList<String> names(Path folder) throws SpecificationException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("MC") && file.endsWith(".cfg"))
                    .map(file -> file.substring(0, file.length() - ".cfg".length()))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new SpecificationException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
