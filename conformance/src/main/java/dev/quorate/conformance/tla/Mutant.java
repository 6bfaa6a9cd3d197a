package dev.quorate.conformance.tla;

import com.google.common.base.Splitter;
import com.google.common.collect.Iterables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A mistake that could be made in one place of a module.
 *
 * @param place where it is written down, file and line
 * @param operator in whose definition the old text stands, once
 * @param equivalent whether no model can tell the difference
 * @param reason the rule that it breaks; if it is equivalent, why
 */
public record Mutant(
        String place,
        String name,
        String module,
        String operator,
        String oldText,
        String newText,
        boolean equivalent,
        String reason) {
    /**
     * The text of the module with the mistake in it.
     *
     * @param folder where the module is
     * @throws SpecificationException if the module or the operator is not there, or the old text is not there once
     */
    public String applied(Path folder) throws SpecificationException {
        String text = ModuleText.of(folder, module).text();
        if (text.isEmpty()) {
            throw problem("there is no module " + module);
        }
        ModuleText.Definition definition = new ModuleText(text)
                .definition(operator)
                .orElseThrow(() -> problem(module + " has no operator " + operator));
        List<MatchResult> found = inAnyLayout()
                .matcher(text)
                .region(definition.start(), definition.end())
                .results()
                .toList();
        if (found.size() != 1) {
            throw problem("the old text is to stand once in " + operator + " of " + module + ", and stands "
                    + (found.isEmpty() ? "nowhere" : "there " + found.size() + " times"));
        }
        MatchResult old = Iterables.getOnlyElement(found);
        return text.substring(0, old.start()) + newText + text.substring(old.end());
    }

    /** The old text, however its white space is. */
    private Pattern inAnyLayout() {
        return Pattern.compile(Splitter.onPattern("\\s+")
                .splitToStream(oldText)
                .map(Pattern::quote)
                .collect(Collectors.joining("\\s+")));
    }

    /** Puts the mistake into the module in a folder. */
    void applyIn(Path folder) throws IOException, SpecificationException {
        Files.writeString(folder.resolve(module + ".tla"), applied(folder));
    }

    /** What is wrong with this mutant, and where it is written down. */
    SpecificationException problem(String what) {
        return new SpecificationException(place + ": " + name + ": " + what);
    }
}
