package dev.quorate.conformance.tla;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A TLC configuration file, as its sections: a keyword and what follows it, comments left out. */
public final class ModelConfig {
    private static final Pattern COMMENT_OR_STRING = Pattern.compile("(?s)\"[^\"\n]*\"|\\\\\\*[^\n]*|\\(\\*.*?\\*\\)");
    private static final ImmutableSet<String> INVARIANTS = ImmutableSet.of("INVARIANT", "INVARIANTS");
    private static final ImmutableSet<String> CONSTANTS = ImmutableSet.of("CONSTANT", "CONSTANTS");
    private static final ImmutableSet<String> PROPERTIES = ImmutableSet.of("PROPERTY", "PROPERTIES");
    private static final Pattern KEYWORD = Pattern.compile("(?<![\\w\"])("
            + "CONSTANTS?|INIT|NEXT|SPECIFICATION|INVARIANTS?|PROPERT(?:Y|IES)|CONSTRAINTS?|ACTION_CONSTRAINTS?|"
            + "SYMMETRY|VIEW|TYPE|TYPE_CONSTRAINT|CHECK_DEADLOCK|POSTCONDITION|ALIAS"
            + ")(?![\\w\"])");

    private record Section(String keyword, String body) {
        ImmutableList<String> words() {
            return ImmutableList.copyOf(
                    Splitter.onPattern("[\\s,]+").omitEmptyStrings().split(body));
        }
    }

    private final ImmutableList<Section> sections;

    private ModelConfig(ImmutableList<Section> sections) {
        this.sections = sections;
    }

    public static ModelConfig of(String text) {
        String bare = COMMENT_OR_STRING
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().startsWith("\"") ? found.group() : " "));
        List<MatchResult> keywords = KEYWORD.matcher(bare).results().toList();
        List<Section> sections = new ArrayList<>();
        for (int n = 0; n < keywords.size(); n++) {
            int end = n + 1 < keywords.size() ? keywords.get(n + 1).start() : bare.length();
            sections.add(new Section(
                    keywords.get(n).group(),
                    bare.substring(keywords.get(n).end(), end).strip()));
        }
        return new ModelConfig(ImmutableList.copyOf(sections));
    }

    private ImmutableList<String> names(ImmutableSet<String> keywords) {
        return sections.stream()
                .filter(section -> keywords.contains(section.keyword))
                .flatMap(section -> section.words().stream())
                .collect(ImmutableList.toImmutableList());
    }

    ImmutableList<String> invariants() {
        return names(INVARIANTS);
    }

    /** Those of steps and those of whole behaviours. */
    ImmutableList<String> properties() {
        return names(PROPERTIES);
    }

    /**
     * What the same constants, invariants and properties are for another behaviour.
     *
     * @param specification the formula of that behaviour
     * @param without properties that are left out
     */
    public String forBehaviour(String specification, ImmutableSet<String> without) {
        String properties = properties().stream()
                .filter(name -> !without.contains(name))
                .map(name -> "PROPERTY " + name + "\n")
                .collect(Collectors.joining());
        String constants = sections.stream()
                .filter(section -> CONSTANTS.contains(section.keyword))
                .map(section -> section.keyword + " " + section.body + "\n")
                .collect(Collectors.joining());
        String invariants =
                invariants().stream().map(name -> "INVARIANT " + name + "\n").collect(Collectors.joining());
        return "SPECIFICATION " + specification + "\n" + invariants + properties + constants;
    }

    /** The same configuration with one invariant, or one property, and no other. */
    String withOnly(String name) {
        String only = (invariants().contains(name) ? "INVARIANT " : "PROPERTY ") + name;
        return sections.stream()
                .filter(section -> !INVARIANTS.contains(section.keyword) && !PROPERTIES.contains(section.keyword))
                .map(section -> section.keyword + " " + section.body)
                .collect(Collectors.joining("\n", "", "\n" + only + "\n"));
    }
}
