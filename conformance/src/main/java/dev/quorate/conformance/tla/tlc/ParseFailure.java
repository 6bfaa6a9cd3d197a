package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser and TLC say of a specification that they refuse, in one line. */
final class ParseFailure {
    private static final Pattern SEMANTIC =
            Pattern.compile("line (\\d+), col (\\d+) to line \\d+, col \\d+ of module (\\w+)\\s+(.+)");
    private static final Pattern SYNTAX =
            Pattern.compile("(?s)\\*\\*\\*Parse Error\\*\\*\\*\\s*(.+?) at line (\\d+), col(?:umn)? (\\d+)");
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.\\s*(.+)");
    private static final Pattern MODULE = Pattern.compile("Parsing module (\\w+) in file");
    private static final Pattern MISSING = Pattern.compile("File does not exist: \\S*?(\\w+)\\.tla while looking");
    private static final Pattern CONSTANT =
            Pattern.compile("The constant parameter (\\w+) is not assigned a value by the configuration file");
    private static final Pattern UNDEFINED = Pattern.compile("does not appear|not defined in|is defined");

    private ParseFailure() {}

    static SpecificationException explain(
            SpecificationRequest request, ImmutableList<String> messages, Throwable failure) {
        String all = String.join("\n", messages) + "\n" + failure.getMessage();
        Matcher constant = CONSTANT.matcher(all);
        if (constant.find()) {
            return SpecificationException.blaming(
                    "constants." + constant.group(1), "missing; " + request.name() + " needs it");
        }
        return new SpecificationException(
                request.module() + ": "
                        + missing(all)
                                .or(() -> syntax(all))
                                .or(() -> semantic(all))
                                .orElseGet(() -> oneLine(request, all, failure)),
                failure);
    }

    private static Optional<String> missing(String all) {
        Matcher missing = MISSING.matcher(all);
        return missing.find()
                ? Optional.of("does not parse: there is no module " + missing.group(1)
                        + ", neither beside it nor among the standard ones")
                : Optional.empty();
    }

    /** The module that was being parsed when the parser gave up: the last that it says it began. */
    private static String lastModule(String all) {
        return MODULE.matcher(all)
                .results()
                .map(module -> "module " + module.group(1))
                .reduce((earlier, later) -> later)
                .orElse("some module");
    }

    private static Optional<String> syntax(String all) {
        String where = lastModule(all) + ", ";
        Matcher lexical = LEXICAL.matcher(all);
        if (lexical.find()) {
            return Optional.of("does not parse: " + where + "line " + lexical.group(1) + ", column " + lexical.group(2)
                    + ": " + lexical.group(3).strip());
        }
        Matcher syntax = SYNTAX.matcher(all);
        return syntax.find()
                ? Optional.of("does not parse: " + where + "line " + syntax.group(2) + ", column " + syntax.group(3)
                        + ": " + syntax.group(1).replaceAll("\\s+", " ").strip())
                : Optional.empty();
    }

    private static Optional<String> semantic(String all) {
        Matcher semantic = SEMANTIC.matcher(all);
        return semantic.find()
                ? Optional.of("does not parse: module " + semantic.group(3) + ", line " + semantic.group(1)
                        + ", column " + semantic.group(2) + ": "
                        + semantic.group(4).strip())
                : Optional.empty();
    }

    private static String oneLine(SpecificationRequest request, String all, Throwable failure) {
        if (UNDEFINED.matcher(String.valueOf(failure.getMessage())).find()) {
            return request.name() + ".cfg and the trace's constants do not fit it: "
                    + failure.getMessage().replaceAll("\\s+", " ").strip();
        }
        if (all.contains("Parsing or semantic analysis failed")) {
            return "does not parse: " + lastModule(all)
                    + " (nothing says why; a file X.tla begins with ---- MODULE X ---- and ends with ====)";
        }
        String text = failure.getMessage() == null ? all : failure.getMessage();
        return "cannot be loaded: " + text.replaceAll("\\s+", " ").strip();
    }
}
