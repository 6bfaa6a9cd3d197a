package dev.quorate.conformance.tla;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The text of a module whose definitions begin at the left margin, and whose other lines do not. */
record ModuleText(String text) {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+)(?:\\([^)\n]*\\))?\\s*==(?!=)");
    private static final Pattern MARGIN = Pattern.compile("(?m)^\\S");
    private static final Pattern EXTENDS = Pattern.compile("(?m)^\\s*EXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");
    private static final Pattern INSTANCE = Pattern.compile("\\bINSTANCE\\s+(\\w+)");

    /**
     * A definition.
     *
     * @param start the place of its name
     * @param end the place of the next line that begins at the margin
     */
    record Definition(String name, int start, int end) {}

    /** The text of a module in a folder; an empty one if it is not there, as a standard module. */
    static ModuleText of(Path folder, String module) throws SpecificationException {
        Path file = folder.resolve(module + ".tla");
        try {
            return new ModuleText(Files.isRegularFile(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new SpecificationException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }

    private Stream<Definition> definitions() {
        return DEFINITION
                .matcher(text)
                .results()
                .map(head -> new Definition(head.group(1), head.start(), margin(head.end())));
    }

    private int margin(int from) {
        Matcher margin = MARGIN.matcher(text);
        int next = text.indexOf('\n', from);
        return next >= 0 && margin.find(next) ? margin.start() : text.length();
    }

    Optional<Definition> definition(String name) {
        return definitions().filter(d -> d.name.equals(name)).findFirst();
    }

    /** The modules that it extends. */
    ImmutableList<String> extended() {
        return EXTENDS.matcher(text)
                .results()
                .flatMap(found -> Splitter.on(',').trimResults().splitToStream(found.group(1)))
                .collect(ImmutableList.toImmutableList());
    }

    /** The modules that it extends or instantiates. */
    ImmutableList<String> imports() {
        Stream<String> instantiated = INSTANCE.matcher(text).results().map(found -> found.group(1));
        return Stream.concat(extended().stream(), instantiated).collect(ImmutableList.toImmutableList());
    }
}
