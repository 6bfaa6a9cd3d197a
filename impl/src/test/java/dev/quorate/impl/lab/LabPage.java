package dev.quorate.impl.lab;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What stands between fences in a page. */
record LabPage(ImmutableList<MatchResult> found) {
    private static final Pattern FENCED = Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```$");

    static LabPage of(Path file) throws IOException {
        return new LabPage(FENCED.matcher(Files.readString(file)).results().collect(ImmutableList.toImmutableList()));
    }

    ImmutableList<String> blocks(String language) {
        return found.stream()
                .filter(block -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .collect(ImmutableList.toImmutableList());
    }

    String block(String language, int n) {
        return blocks(language).get(n);
    }
}
