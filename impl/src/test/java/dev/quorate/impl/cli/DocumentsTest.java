package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documents say one can run exists, what they show of it is what is printed, and links lead somewhere. */
class DocumentsTest {
    private static final Path HOUSE = Path.of("..");
    /** Where files come and go while other tests run. */
    private static final Set<String> NOT_OURS = Set.of(".git", "target");

    private static final Pattern CODE = Pattern.compile("(?ms)^```\\w*\n(.*?)^```$|`([^`]+)`");
    private static final Pattern COMMAND =
            Pattern.compile("(?<!the )(?:\\./)?\\bquorate ((?:history )?[a-z][a-z0-9-]*)([^\n|>`]*)");
    private static final Pattern OPTION = Pattern.compile("(?<=\\s)(--[a-z][a-z0-9-]*|-[a-z])\\b");
    private static final Pattern MAKE = Pattern.compile("\\bmake ([a-z][a-z0-9-]*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SHOWN = Pattern.compile("(?ms)^```\n(\\$ .*?)^```$");

    private static ImmutableList<Path> documents() throws IOException {
        List<Path> documents = new ArrayList<>();
        Files.walkFileTree(HOUSE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return NOT_OURS.contains(folder.getFileName().toString())
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".md")) {
                    documents.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return ImmutableList.sortedCopyOf(documents);
    }

    private static String text(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> code(Path document) {
        return CODE.matcher(text(document))
                .results()
                .map(code -> code.group(1) == null ? code.group(2) : code.group(1))
                .toList();
    }

    private static String printed(String... command) {
        StringWriter out = new StringWriter();
        Quorate.run(new PrintWriter(out, true), new PrintWriter(System.err, true, UTF_8), command);
        return out.toString();
    }

    private static String help(String command) {
        List<String> words = new ArrayList<>(Splitter.on(' ').splitToList(command));
        words.add("--help");
        return printed(words.toArray(String[]::new));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyCommandAndOptionThatADocumentNamesIsThere(Path document) {
        for (String code : code(document)) {
            COMMAND.matcher(code).results().forEach(command -> {
                String help = help(command.group(1));
                assertTrue(help.startsWith("Usage: quorate " + command.group(1)), command.group());
                OPTION.matcher(command.group(2))
                        .results()
                        .map(MatchResult::group)
                        .forEach(option -> assertTrue(
                                Pattern.compile(Pattern.quote(option) + "\\b")
                                        .matcher(help)
                                        .find(),
                                command.group() + ": no " + option));
            });
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyTargetOfMakeThatADocumentNamesIsThere(Path document) {
        String makefile = text(HOUSE.resolve("Makefile"));
        for (String code : code(document)) {
            MAKE.matcher(code)
                    .results()
                    .forEach(make -> assertTrue(makefile.contains("\n" + make.group(1) + ":"), make.group()));
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        for (MatchResult link : LINK.matcher(text(document)).results().toList()) {
            String target = link.group(1);
            if (target.contains("://")) {
                continue;
            }
            int anchor = target.indexOf('#');
            Path file =
                    anchor == 0 ? document : document.resolveSibling(anchor < 0 ? target : target.substring(0, anchor));
            assertTrue(Files.exists(file), () -> document + " links to " + target);
            if (anchor >= 0) {
                String heading = target.substring(anchor + 1);
                assertTrue(
                        HEADING.matcher(text(file)).results().anyMatch(h -> anchorOf(h.group(1))
                                .equals(heading)),
                        () -> document + " links to " + target);
            }
        }
    }

    @Test
    void thePictureIsTheOneThatIsDrawn(@TempDir Path folder) {
        String readme = text(HOUSE.resolve("README.md"));
        String trace = folder.resolve("picture.ndjson").toString();
        List<String> commands = Pattern.compile("`\\./quorate ([^`]*target/picture.ndjson)`")
                .matcher(readme)
                .results()
                .map(command -> command.group(1).replace("target/picture.ndjson", trace))
                .toList();
        printed(Splitter.on(' ').splitToList(commands.get(0)).toArray(String[]::new));
        String drawn = printed(Splitter.on(' ').splitToList(commands.get(1)).toArray(String[]::new));
        assertTrue(readme.contains("```mermaid\n" + drawn + "```\n"), drawn);
    }

    private static String anchorOf(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\s-]", "").replace(' ', '-');
    }

    /** Commands one after the other, and what the last of them prints. */
    private record Shown(Path document, List<String> commands, String output) {
        static Stream<Shown> in(Path document) {
            return SHOWN.matcher(text(document)).results().map(block -> {
                List<String> lines = block.group(1).lines().toList();
                return new Shown(
                        document,
                        lines.stream()
                                .filter(line -> line.startsWith("$ "))
                                .map(line -> line.substring(2))
                                .toList(),
                        String.join(
                                "\n",
                                lines.stream()
                                        .filter(line -> !line.startsWith("$ "))
                                        .toList()));
            });
        }

        @Override
        public String toString() {
            return document + ": " + commands.get(commands.size() - 1);
        }
    }

    static Stream<Shown> shown() throws IOException {
        return documents().stream()
                .filter(document -> !document.endsWith("TRACE.md")) // whose files are on the page
                .flatMap(Shown::in);
    }

    /** In the order in which they stand: what one writes, another reads. */
    @Tag("verify")
    @ParameterizedTest
    @MethodSource("shown")
    void whatADocumentShowsIsWhatIsPrinted(Shown shown) throws Exception {
        String script = "mkdir -p target; " + String.join(" && ", shown.commands);
        Process process = new ProcessBuilder("bash", "-c", script)
                .directory(HOUSE.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor() <= 1, () -> shown + " ends with " + process.exitValue());
        if (!shown.output.isEmpty()) {
            assertTrue(
                    shape(shown.output).matcher(shapely(printed) + "\n").matches(),
                    () -> shown + " prints\n" + shapely(printed) + "\nand not\n" + shapely(shown.output));
        }
    }

    /** Numbers differ from run to run, and with them how far columns are apart. */
    private static String shapely(String text) {
        return text.lines()
                .map(line -> line.replaceAll("\\d[\\d,.]*", "#")
                        .replaceAll("[ -]+", " ")
                        .strip())
                .collect(Collectors.joining("\n"));
    }

    /** A line that begins with three dots stands for any number of lines. */
    private static Pattern shape(String shown) {
        return Pattern.compile(shapely(shown)
                .lines()
                .map(line -> line.startsWith("...") ? "(?:.*\n)*?" : Pattern.quote(line) + "\n")
                .collect(Collectors.joining("", "", "\n?")));
    }
}
