package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.Source;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import util.FilenameToStream;

/** The text of the modules: of an expression, and of the comment above a definition. */
public final class SourceText {
    private final FilenameToStream finder;
    private final Map<String, List<String>> modules = new HashMap<>();

    SourceText(FilenameToStream finder) {
        this.finder = finder;
    }

    public Source of(SemanticNode node) {
        Location at = node.getLocation();
        return new Source(at.source(), at.beginLine(), at.beginColumn(), text(at));
    }

    /** Where a definition begins, with its first line. */
    public Source head(SemanticNode definition) {
        Location at = definition.getLocation();
        return new Source(
                at.source(),
                at.beginLine(),
                at.beginColumn(),
                line(at.source(), at.beginLine()).strip());
    }

    private String text(Location at) {
        StringBuilder text = new StringBuilder();
        for (int n = at.beginLine(); n <= at.endLine(); n++) {
            String line = line(at.source(), n);
            int from = n == at.beginLine() ? Math.min(at.beginColumn() - 1, line.length()) : 0;
            int to = n == at.endLine() ? Math.min(at.endColumn(), line.length()) : line.length();
            String part = line.substring(Math.min(from, to), to);
            int comment = part.indexOf("\\*");
            text.append(comment < 0 ? part : part.substring(0, comment)).append(' ');
        }
        return text.toString().replaceAll("\\s+", " ").strip();
    }

    /** The lines of {@code \*} directly above a definition, as one text. */
    public String commentAbove(SemanticNode definition) {
        Location at = definition.getLocation();
        Deque<String> comment = new ArrayDeque<>();
        for (int n = at.beginLine() - 1; n > 0; n--) {
            String line = line(at.source(), n).strip();
            if (!line.startsWith("\\*")) {
                break;
            }
            comment.addFirst(line.substring(2).strip());
        }
        return comment.stream()
                .collect(Collectors.joining(" "))
                .replaceAll("\\s+", " ")
                .strip();
    }

    /** All lines of a module. */
    List<String> lines(String module) {
        return modules.computeIfAbsent(module, this::read);
    }

    private String line(String module, int number) {
        List<String> lines = lines(module);
        return number <= lines.size() ? lines.get(number - 1) : "";
    }

    private List<String> read(String module) {
        File file = finder.resolve(module, true);
        try {
            return Files.readAllLines(file.toPath());
        } catch (IOException e) {
            return ImmutableList.of();
        }
    }
}
