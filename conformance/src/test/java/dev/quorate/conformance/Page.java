package dev.quorate.conformance;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** What stands between fences in a page of the documentation, in order. */
public record Page(ImmutableList<Block> blocks) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    /**
     * A block of code.
     *
     * @param language as it stands behind the fence, or an empty string
     * @param text with all its line ends
     */
    public record Block(String language, String text) {
        public List<String> lines() {
            return text.lines().toList();
        }
    }

    /** Reads a page of this module. */
    public static Page of(String file) throws IOException {
        return new Page(FENCED.matcher(Files.readString(Path.of(file)))
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .collect(ImmutableList.toImmutableList()));
    }

    public ImmutableList<Block> in(String language) {
        return blocks.stream()
                .filter(block -> block.language.equals(language))
                .collect(ImmutableList.toImmutableList());
    }

    /** What the page says that commands print; the last of them has this text in it. */
    public String output(String command) {
        for (Block block : in("")) {
            List<String> commands =
                    block.lines().stream().filter(line -> line.startsWith("$ ")).toList();
            if (!commands.isEmpty() && commands.get(commands.size() - 1).contains(command)) {
                return block.text.substring(block.text.indexOf('\n', block.text.lastIndexOf("\n$ ") + 1) + 1);
            }
        }
        throw new AssertionError("no command " + command);
    }
}
