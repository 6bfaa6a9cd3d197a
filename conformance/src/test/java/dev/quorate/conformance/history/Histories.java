package dev.quorate.conformance.history;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.util.List;

/** Histories in few words. */
final class Histories {
    static final String FILE = "test.edn";

    private Histories() {}

    static History read(String text) throws HistoryException {
        return HistoryReader.read(FILE, new ByteArrayInputStream(text.getBytes(UTF_8)));
    }

    /** What is wrong with a file, without its name. */
    static String refusal(String text) {
        HistoryException e = assertThrows(HistoryException.class, () -> read(text));
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        return e.getMessage().substring(FILE.length());
    }

    /**
     * A history whose lines are {@code TYPE PROCESS TRANSACTION}, as in {@code "ok 0 [:append 1 1] [:r 2 nil]"}; or, where
     * an invocation and its completion follow each other, {@code "ok! 0 ..."} for both.
     */
    static History of(String... lines) {
        StringBuilder edn = new StringBuilder();
        for (String line : lines) {
            List<String> words = List.of(line.split(" ", 3));
            String type = words.get(0).replace("!", "");
            if (words.get(0).endsWith("!")) {
                line(edn, "invoke", words.get(1), words.get(2));
            }
            line(edn, type, words.get(1), words.get(2));
        }
        try {
            return read(edn.toString());
        } catch (HistoryException e) {
            throw new AssertionError(e);
        }
    }

    private static void line(StringBuilder edn, String type, String process, String value) {
        edn.append("{:type :" + type + " :process " + process + " :f :txn :value [" + value + "]}\n");
    }
}
