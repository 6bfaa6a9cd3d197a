package dev.quorate.conformance.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.html.HtmlEscapers;
import com.google.common.io.MoreFiles;
import com.google.common.io.Resources;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run and its verdict as one HTML page, with everything that it needs inside: it can be opened from a disk, sent in an
 * e-mail and kept. {@code page.html} is its frame, in which double braces name what is put in their place.
 */
public final class RunPage {
    private static final ImmutableList<String> SCRIPTS = ImmutableList.of(
            "dom.js",
            "run.js",
            "words.js",
            "look.js",
            "shown.js",
            "lanes.js",
            "steps.js",
            "overview.js",
            "module.js",
            "explanation.js",
            "side.js",
            "page.js");

    private RunPage() {}

    /** The file of a page that lies beside its trace. */
    public static Path beside(Path trace) {
        String name = String.valueOf(trace.getFileName()).replaceFirst("(\\.ndjson)?(\\.gz)?$", "");
        return trace.resolveSibling(name + ".html");
    }

    /**
     * Judges the trace in a file and writes its page.
     *
     * @throws TraceException if the trace cannot be read, or does not fit the specification's names
     * @throws SpecificationException if the specification cannot be loaded with the constants of the trace
     * @throws ViewException if there is a description of the view that is none
     */
    public static Verdict write(Path trace, Path html, SpecificationShelf shelf)
            throws IOException, TraceException, SpecificationException {
        ViewedRun run = ViewedRun.of(ImmutableList.of(trace), shelf);
        write(run, html);
        return run.verdict();
    }

    /** Writes the page of a run. One that is there already stays as it is until the new one is whole. */
    public static void write(ViewedRun run, Path html) throws IOException, TraceException, SpecificationException {
        ViewDescription view = ViewDescription.beside(run.module(), run.specification());
        MoreFiles.createParentDirectories(html);
        if (Files.exists(html) && !Files.isRegularFile(html)) {
            write(run, view, html); // a device, which a file must not take the place of
            return;
        }
        Path part = html.resolveSibling(html.getFileName() + ".part");
        try {
            write(run, view, part);
            Files.move(part, html, REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }

    /** What is no text in a trace, as half a character, becomes a question mark. */
    private static void write(ViewedRun run, ViewDescription view, Path file)
            throws IOException, TraceException, SpecificationException {
        try (Writer page = new BufferedWriter(new OutputStreamWriter(Files.newOutputStream(file), UTF_8))) {
            for (String part : Splitter.onPattern("\\{\\{|\\}\\}").split(resource("page.html"))) {
                switch (part) {
                    case "title" -> page.write(HtmlEscapers.htmlEscaper().escape(run.name()));
                    case "style" -> page.write(look() + resource("page.css"));
                    case "data" -> RunData.write(run, view, page);
                    case "script" -> writeScripts(page);
                    default -> page.write(part);
                }
            }
        }
    }

    /** Colours and letters, as CSS; for other pages that are to look so. */
    public static String look() throws IOException {
        return resource("look.css");
    }

    private static void writeScripts(Writer page) throws IOException {
        for (String script : SCRIPTS) {
            page.write(resource(script));
        }
    }

    private static String resource(String name) throws IOException {
        return Resources.toString(Resources.getResource(RunPage.class, name), UTF_8);
    }
}
