package dev.quorate.conformance.tla;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser of the TLA+ tools prints over many lines of a module that it refuses, as one line with a place. */
public final class ParserReport {
    private static final Pattern SEMANTIC =
            Pattern.compile("line (\\d+), col (\\d+) to line \\d+, col \\d+ of module (\\w+)\\s+(.+)");
    private static final Pattern SYNTAX =
            Pattern.compile("(?s)\\*\\*\\*Parse Error\\*\\*\\*\\s*(.+?) at line (\\d+), col(?:umn)? (\\d+)");
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.\\s*(.+)");
    private static final Pattern MODULE = Pattern.compile("Parsing (?:module (\\w+) in file|file .*?(\\w+)\\.tla)");
    private static final Pattern MISSING = Pattern.compile("File does not exist: \\S*?(\\w+)\\.tla while looking");

    private ParserReport() {}

    /**
     * Why a module does not parse.
     *
     * @param all that the parser printed
     * @return nothing if the parser has no complaint
     */
    public static Optional<String> of(String all) {
        return missing(all)
                .or(() -> syntax(all))
                .or(() -> semantic(all))
                .or(() -> silent(all))
                .map(problem -> "does not parse: " + problem);
    }

    private static Optional<String> missing(String all) {
        Matcher missing = MISSING.matcher(all);
        return missing.find()
                ? Optional.of(
                        "there is no module " + missing.group(1) + ", neither beside it nor among the standard ones")
                : Optional.empty();
    }

    /** The module that was being parsed when the parser gave up: the last that it says it began. */
    private static String lastModule(String all) {
        return MODULE.matcher(all)
                .results()
                .map(module -> "module " + (module.group(1) != null ? module.group(1) : module.group(2)))
                .reduce((earlier, later) -> later)
                .orElse("some module");
    }

    private static Optional<String> syntax(String all) {
        String where = lastModule(all) + ", ";
        Matcher lexical = LEXICAL.matcher(all);
        if (lexical.find()) {
            return Optional.of(where + "line " + lexical.group(1) + ", column " + lexical.group(2) + ": "
                    + lexical.group(3).strip());
        }
        Matcher syntax = SYNTAX.matcher(all);
        return syntax.find()
                ? Optional.of(where + "line " + syntax.group(2) + ", column " + syntax.group(3) + ": "
                        + syntax.group(1).replaceAll("\\s+", " ").strip())
                : Optional.empty();
    }

    private static Optional<String> semantic(String all) {
        Matcher semantic = SEMANTIC.matcher(all);
        return semantic.find()
                ? Optional.of("module " + semantic.group(3) + ", line " + semantic.group(1) + ", column "
                        + semantic.group(2) + ": " + semantic.group(4).strip())
                : Optional.empty();
    }

    private static Optional<String> silent(String all) {
        return all.contains("Parsing or semantic analysis failed")
                ? Optional.of(lastModule(all)
                        + " (nothing says why; a file X.tla begins with ---- MODULE X ---- and ends with ====)")
                : Optional.empty();
    }
}
