package dev.quorate.conformance.tla;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A TLC configuration that asks one question: {@code MC<name>.tla} and {@code MC<name>.cfg}, whose comments on top
 * say what it asks and what the answer must be:
 *
 * <pre>
 * \* Question: 3 nodes: is it safe?
 * \* Distinct states: 15,143 (or: vary)
 * \* Expected: each is refuted
 * \* Simulate: 2,000 behaviours of 100 steps, seed 1
 * \* Run: deep
 * </pre>
 *
 * <p>The question and one of the three after it; the last one says that not everybody runs the model.
 *
 * @param folder where its files are
 */
public record Model(Path folder, String name, String question, Run run, Expectation expectation) {
    /** Who runs a model: each runs those of the former ones too. */
    public enum Run {
        /** The main job, which takes a minute: models without a comment. */
        CHECK,
        /** Every build: {@code Run: build}. */
        BUILD,
        /** Who asks for it; it takes too long for every build: {@code Run: deep}. */
        DEEP;

        @Override
        public String toString() {
            return Ascii.toLowerCase(name());
        }
    }

    private static final Pattern QUESTION = comment("Question: (.+)");
    private static final Pattern DISTINCT = comment("Distinct states: ([\\d,]+|vary)");
    private static final Pattern EXPECTED = comment("Expected: (.+)");
    private static final Pattern SIMULATE = comment("Simulate: (.+)");
    private static final Pattern RUN = comment("Run: (.+)");
    private static final Pattern BEHAVIOURS = Pattern.compile("([\\d,]+) behaviours of ([\\d,]+) steps, seed (\\d+)");

    private static Pattern comment(String content) {
        return Pattern.compile("(?m)^\\\\\\* " + content + "$");
    }

    /**
     * Reads one model.
     *
     * @throws SpecificationException if there is no such model, or a comment of it makes no sense
     */
    public static Model named(Path folder, String name) throws SpecificationException {
        if (!name.matches("\\w+")
                || !Files.isRegularFile(config(folder, name))
                || !Files.isRegularFile(folder.resolve(name + ".tla"))) {
            throw new SpecificationException("no model " + name + "; there are " + String.join(", ", names(folder)));
        }
        String text = read(config(folder, name));
        return new Model(
                folder, name, match(QUESTION, text).orElse(""), run(name, match(RUN, text)), expectation(name, text));
    }

    /** Its configuration. */
    ModelConfig config() throws SpecificationException {
        return ModelConfig.of(read(config(folder, name)));
    }

    /**
     * The specification that it is a model of: the nearest module that it extends that has a configuration of its own,
     * to judge traces by.
     */
    public Optional<Path> specification() throws SpecificationException {
        Deque<String> modules = new ArrayDeque<>(List.of(name));
        Set<String> seen = new HashSet<>(modules);
        while (!modules.isEmpty()) {
            String module = modules.remove();
            if (!module.startsWith("MC") && Files.isRegularFile(config(folder, module))) {
                return Optional.of(folder.resolve(module + ".tla"));
            }
            ModuleText.of(folder, module).extended().stream().filter(seen::add).forEach(modules::add);
        }
        return Optional.empty();
    }

    private static Path config(Path folder, String name) {
        return folder.resolve(name + ".cfg");
    }

    private static String read(Path file) throws SpecificationException {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new SpecificationException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private static Run run(String name, Optional<String> said) throws SpecificationException {
        for (Run run : List.of(Run.BUILD, Run.DEEP)) {
            if (said.isPresent() && said.get().equals(run.toString())) {
                return run;
            }
        }
        if (said.isPresent()) {
            throw new SpecificationException(
                    name + ".cfg: Run: expected \"build\" or \"deep\", found \"" + said.get() + "\"");
        }
        return Run.CHECK;
    }

    private static Expectation expectation(String name, String text) throws SpecificationException {
        Optional<String> simulate = match(SIMULATE, text);
        Optional<String> distinct = match(DISTINCT, text);
        boolean refuted = allowed(name, "Expected", match(EXPECTED, text), "each is refuted");
        if (Stream.of(simulate.isPresent(), distinct.isPresent(), refuted)
                        .filter(said -> said)
                        .count()
                > 1) {
            throw new SpecificationException(
                    name + ".cfg: says more than one of Distinct states, Expected and Simulate");
        }
        if (refuted) {
            ModelConfig config = ModelConfig.of(text);
            return new Expectation.Refuted(ImmutableList.<String>builder()
                    .addAll(config.invariants())
                    .addAll(config.properties())
                    .build());
        }
        if (simulate.isPresent()) {
            return simulated(name, simulate.get());
        }
        if (distinct.isPresent() && distinct.get().equals("vary")) {
            return new Expectation.HoldsInAnyNumber();
        }
        return new Expectation.Holds(
                distinct.isPresent() ? OptionalLong.of(number(name, distinct.get())) : OptionalLong.empty());
    }

    private static Expectation simulated(String name, String said) throws SpecificationException {
        Matcher behaviours = BEHAVIOURS.matcher(said);
        if (!behaviours.matches()) {
            throw new SpecificationException(name
                    + ".cfg: Simulate: expected \"2,000 behaviours of 100 steps, seed 1\", found \"" + said + "\"");
        }
        return new Expectation.Simulated(
                number(name, behaviours.group(1)),
                number(name, behaviours.group(2)),
                number(name, behaviours.group(3)));
    }

    private static boolean allowed(String name, String label, Optional<String> said, String only)
            throws SpecificationException {
        if (said.isPresent() && !said.get().equals(only)) {
            throw new SpecificationException(
                    name + ".cfg: " + label + ": expected \"" + only + "\", found \"" + said.get() + "\"");
        }
        return said.isPresent();
    }

    private static int number(String name, String digits) throws SpecificationException {
        Integer number = Ints.tryParse(digits.replace(",", ""));
        if (number == null) {
            throw new SpecificationException(name + ".cfg: " + digits + " is too large");
        }
        return number;
    }

    private static Optional<String> match(Pattern pattern, String text) {
        return pattern.matcher(text).results().findFirst().map((MatchResult found) -> found.group(1)
                .strip());
    }

    /** The pinned number of distinct states, if there is one. */
    public OptionalLong distinct() {
        return expectation instanceof Expectation.Holds holds ? holds.distinct() : OptionalLong.empty();
    }

    /** All models in a folder, the smallest first: those files {@code MC*.tla} that have a {@code .cfg}. */
    public static ImmutableList<Model> all(Path folder) throws SpecificationException {
        ImmutableList.Builder<Model> models = ImmutableList.builder();
        for (String name : names(folder)) {
            models.add(named(folder, name));
        }
        return ImmutableList.sortedCopyOf(
                Comparator.comparingLong(model -> model.distinct().orElse(Long.MAX_VALUE)), models.build());
    }

    /** Those models in a folder that somebody runs, the smallest first. */
    public static ImmutableList<Model> all(Path folder, Run by) throws SpecificationException {
        return all(folder).stream()
                .filter(model -> model.run.compareTo(by) <= 0)
                .collect(ImmutableList.toImmutableList());
    }

    private static ImmutableList<String> names(Path folder) throws SpecificationException {
        if (!Files.isDirectory(folder)) {
            throw new SpecificationException(folder + ": no such folder");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(file -> file.startsWith("MC") && file.endsWith(".cfg"))
                    .map(file -> file.substring(0, file.length() - ".cfg".length()))
                    .filter(name -> Files.isRegularFile(folder.resolve(name + ".tla")))
                    .sorted()
                    .collect(ImmutableList.toImmutableList());
        } catch (IOException e) {
            throw new SpecificationException(folder + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
