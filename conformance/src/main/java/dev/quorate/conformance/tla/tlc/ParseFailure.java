package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.ParserReport;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the parser and TLC say of a specification that they refuse, in one line. */
final class ParseFailure {
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
        return new SpecificationException(request.module() + ": " + parserOrConfig(request, all, failure), failure);
    }

    private static String parserOrConfig(SpecificationRequest request, String all, Throwable failure) {
        if (UNDEFINED.matcher(String.valueOf(failure.getMessage())).find()) {
            return request.name() + ".cfg and the trace's constants do not fit it: "
                    + failure.getMessage().replaceAll("\\s+", " ").strip();
        }
        return ParserReport.of(all).orElseGet(() -> {
            String text = failure.getMessage() == null ? all : failure.getMessage();
            return "cannot be loaded: " + text.replaceAll("\\s+", " ").strip();
        });
    }
}
