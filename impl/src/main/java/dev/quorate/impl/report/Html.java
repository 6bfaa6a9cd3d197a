package dev.quorate.impl.report;

import com.google.common.collect.ImmutableSet;
import com.google.common.html.HtmlEscapers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A piece of a page, well-formed.
 *
 * @param markup of it
 */
record Html(String markup) {
    static final Html NOTHING = new Html("");

    /** Elements that are lines of their own, so that the page can be compared with another. */
    private static final ImmutableSet<String> OF_LINES =
            ImmutableSet.of("tr", "caption", "p", "li", "h1", "h2", "h3", "dd", "figcaption", "summary");

    static Html text(String text) {
        // What XML cannot hold becomes a mark.
        return new Html(HtmlEscapers.htmlEscaper().escape(text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "\uFFFD")));
    }

    /** @param start the name of the element, and its attributes as they stand in the markup */
    static Html of(String start, List<Html> content) {
        String name = start.indexOf(' ') < 0 ? start : start.substring(0, start.indexOf(' '));
        String end = OF_LINES.contains(name) ? ">\n" : ">";
        return new Html("<" + start + ">" + all(content).markup + "</" + name + end);
    }

    static Html of(String start, Html... content) {
        return of(start, List.of(content));
    }

    static Html of(String start, String text) {
        return of(start, text(text));
    }

    static Html all(List<Html> pieces) {
        return new Html(pieces.stream().map(Html::markup).collect(Collectors.joining()));
    }

    static Html all(Html... pieces) {
        return all(List.of(pieces));
    }

    static Html code(String text) {
        return of("code", text);
    }

    /** A word for what is as it should be, or for what is not: that one is told apart by more than its colour. */
    static Html verdict(boolean good, String word) {
        return good ? of("span class=\"good\"", word) : of("strong class=\"bad\"", word);
    }

    /** What is of interest to some only, folded up. */
    static Html folded(String summary, Html content) {
        return of("details", of("summary", summary), content);
    }

    /** What a command made, and under it that command. */
    static Html figure(Circumstances circumstances, Html... content) {
        return figure(circumstances.command(), List.of(circumstances), content);
    }

    /** What runs of a command made, and under it that command. */
    static Html figure(String command, List<Circumstances> circumstances, Html... content) {
        Html caption = of(
                "figcaption",
                of("span class=\"again\"", "made by"),
                code(command),
                of("span class=\"when\"", Circumstances.text(circumstances)));
        return of("figure", all(content), caption);
    }

    /** That nothing is known, and how to change that. */
    static Html missing(String command) {
        return of("p class=\"missing\"", text("Not measured here yet: run "), code(command), text("."));
    }
}
