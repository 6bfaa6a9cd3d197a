package dev.quorate.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A text that must come out to the letter, in a file beside the tests. Run the test with {@code -Dgolden=write} to write
 * the files anew, and read what has changed before you commit it.
 */
public final class GoldenFile {
    private static final boolean WRITE = "write".equals(System.getProperty("golden"));

    private GoldenFile() {}

    /**
     * Compares a text with its file.
     *
     * @param name of the file, inside the test resources of the module that is tested
     */
    public static void assertIs(String name, String text) throws IOException {
        Path file = Path.of("src", "test", "resources").resolve(name);
        if (WRITE) {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        }
        String expected = Files.exists(file) ? Files.readString(file) : "";
        assertEquals(expected, text, () -> file + " says otherwise; if the new text is right, run with -Dgolden=write");
    }
}
