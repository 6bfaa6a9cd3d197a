package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a bank of mutants, a text for people:
 *
 * <pre>
 * name-of-the-mutant: Module, Operator
 *     - the old text
 *     + the new text
 *     breaks: the rule that it breaks, or, instead of that line,
 *     equivalent: why no model can tell the difference
 * </pre>
 *
 * <p>A line that is indented deeper goes on with the one above. Lines that begin with # are comments.
 */
public final class MutantBank {
    private static final Pattern HEAD = Pattern.compile("([\\w-]+): (\\w+), (\\w+)");
    private static final Pattern PART = Pattern.compile("    (-|\\+|breaks:|equivalent:) (\\S.*)");
    private static final Pattern MORE = Pattern.compile(" {5,}(\\S.*)");
    private static final ImmutableSet<String> REASONS = ImmutableSet.of("breaks:", "equivalent:");

    private final Path file;
    private final ImmutableList.Builder<Mutant> mutants = ImmutableList.builder();
    private final Set<String> names = new HashSet<>();
    private final Map<String, String> parts = new HashMap<>();
    private Matcher head;
    private int headLine;
    private String lastPart = "";

    private MutantBank(Path file) {
        this.file = file;
    }

    /**
     * Reads a bank.
     *
     * @throws SpecificationException if a line or a mutant is not as described above
     */
    public static ImmutableList<Mutant> read(Path file) throws SpecificationException {
        MutantBank bank = new MutantBank(file);
        try {
            bank.lines(Files.readAllLines(file));
        } catch (IOException e) {
            throw new SpecificationException(
                    file + (Files.exists(file) ? ": cannot be read: " + e.getMessage() : ": no such file"), e);
        }
        return bank.mutants.build();
    }

    private void lines(List<String> lines) throws SpecificationException {
        for (int n = 1; n <= lines.size(); n++) {
            String line = lines.get(n - 1).stripTrailing();
            if (!line.isEmpty() && !line.startsWith("#")) {
                line(n, line);
            }
        }
        end();
    }

    private void line(int number, String line) throws SpecificationException {
        Matcher begun = HEAD.matcher(line);
        Matcher part = PART.matcher(line);
        Matcher more = MORE.matcher(line);
        if (begun.matches()) {
            end();
            head = begun;
            headLine = number;
        } else if (part.matches() && head != null) {
            lastPart = part.group(1);
            if (parts.put(lastPart, part.group(2)) != null) {
                throw new SpecificationException(place(number) + "a second line \"" + lastPart + "\"");
            }
        } else if (more.matches() && !lastPart.isEmpty()) {
            parts.merge(lastPart, more.group(1), (above, below) -> above + " " + below);
        } else {
            throw new SpecificationException(place(number) + "expected \"name: Module, Operator\", or below that four"
                    + " spaces and one of \"- \", \"+ \", \"breaks: \", \"equivalent: \"");
        }
    }

    private String place(int line) {
        return file + ":" + line + ": ";
    }

    private void end() throws SpecificationException {
        if (head == null) {
            return;
        }
        String where = place(headLine) + head.group(1) + ": ";
        if (!names.add(head.group(1))) {
            throw new SpecificationException(where + "a second mutant of that name");
        }
        if (!parts.containsKey("-") || !parts.containsKey("+")) {
            throw new SpecificationException(where + "needs an old text and a new one, \"- \" and \"+ \"");
        }
        List<String> reasons = REASONS.stream().filter(parts::containsKey).toList();
        if (reasons.size() != 1) {
            throw new SpecificationException(where + "needs one of \"breaks: \" and \"equivalent: \"");
        }
        mutants.add(new Mutant(
                file + ":" + headLine,
                head.group(1),
                head.group(2),
                head.group(3),
                parts.get("-"),
                parts.get("+"),
                parts.containsKey("equivalent:"),
                parts.get(reasons.get(0))));
        parts.clear();
        lastPart = "";
    }
}
