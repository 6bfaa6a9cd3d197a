package dev.quorate.impl.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EncodingTest {
    enum Color {
        RED,
        GREEN
    }

    record Inner(String name, Color color) {}

    record Everything(
            int number,
            long big,
            boolean truth,
            String text,
            Optional<String> there,
            Optional<String> absent,
            List<Inner> list,
            Set<Long> set,
            Map<String, Integer> map,
            Object command) {}

    record WithThread(Inner inner, Thread thread) {}

    @Test
    void whatIsDecodedIsWhatWasEncoded() {
        Everything all = new Everything(
                -7,
                1L << 40,
                true,
                "a \"quoted\" ü",
                Optional.of("x"),
                Optional.empty(),
                List.of(new Inner("i", Color.GREEN), new Inner(null, Color.RED)),
                Set.of(3L),
                Map.of("k", 1),
                "command");
        assertEquals(all, Encoding.decode(Encoding.encode(all), Everything.class));
    }

    @Test
    void whatCannotBeCarriedIsNamedWithItsPlace() {
        WithThread bad = new WithThread(new Inner("i", Color.RED), Thread.currentThread());
        assertEquals(
                "the lab's encoding cannot carry a java.lang.Thread (WithThread.thread); it carries records, strings,"
                        + " whole numbers, booleans, enums, Optional, lists, sets and maps",
                assertThrows(IllegalArgumentException.class, () -> Encoding.encode(bad))
                        .getMessage());
    }

    @Test
    void bytesOfAnotherTypeAreRefusedWithTheField() {
        byte[] bytes = "{\"name\":7}".getBytes(UTF_8);
        assertEquals(
                "Inner.name: a java.lang.String is expected, not 7",
                assertThrows(IllegalArgumentException.class, () -> Encoding.decode(bytes, Inner.class))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> Encoding.decode(new byte[] {1, 2}, Inner.class));
    }
}
