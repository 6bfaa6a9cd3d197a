package dev.quorate.impl.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about histories shows what the command prints, to the letter. */
class HistoryPageTest {
    private static final Path HOUSE = Path.of("..");
    private static final Pattern SHOWN = Pattern.compile("(?ms)^```\n\\$ \\./quorate history check (\\S+)\n(.*?)^```$");

    @Test
    void thePageShowsWhatIsPrinted() throws IOException {
        Matcher shown = SHOWN.matcher(Files.readString(HOUSE.resolve("conformance/HISTORY.md")));
        assertTrue(shown.find());
        String inHouse = HOUSE.resolve(shown.group(1)).toString();
        StringWriter out = new StringWriter();
        int exitCode = Quorate.run(
                new PrintWriter(out, true), new PrintWriter(System.err, true, UTF_8), "history", "check", inHouse);
        assertEquals(1, exitCode);
        assertEquals(shown.group(2), out.toString().replace(inHouse, shown.group(1)));
    }
}
