package dev.quorate.impl.report;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.google.common.collect.ImmutableList;
import com.google.common.io.MoreFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How figures came about. What a file does not tell is not there.
 *
 * @param command that makes them again
 * @param java the version
 * @param cores of the machine, as the JVM counts them
 * @param measured when they were there
 */
public record Circumstances(String command, Optional<String> java, Optional<Long> cores, Optional<Instant> measured) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

    /** Now, in this process. */
    public static Circumstances here(String command) {
        return new Circumstances(
                command,
                Optional.of(System.getProperty("java.version")),
                Optional.of((long) Runtime.getRuntime().availableProcessors()),
                Optional.of(Instant.now().truncatedTo(ChronoUnit.SECONDS)));
    }

    /** Writes figures as fields of an object. */
    @FunctionalInterface
    public interface Figures {
        /** Writes them. */
        void to(JsonGenerator json) throws IOException;
    }

    /**
     * Writes a file of figures that came about so.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file, Figures figures) throws IOException {
        MoreFiles.createParentDirectories(file);
        try (JsonGenerator json = new JsonFactory().createGenerator(file.toFile(), JsonEncoding.UTF8)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            write(json);
            figures.to(json);
            json.writeEndObject();
            json.writeRaw('\n');
        }
    }

    private void write(JsonGenerator json) throws IOException {
        json.writeStringField("command", command);
        json.writeStringField("java", java.orElse(""));
        json.writeNumberField("cores", cores.orElse(0L));
        json.writeStringField("measured", measured.map(Instant::toString).orElse(""));
    }

    /** @param usual the command, if the file does not tell */
    static Circumstances of(Json json, String usual) throws ReportException {
        Optional<Json> command = json.find("command");
        Optional<Json> java = json.find("java");
        Optional<Json> cores = json.find("cores");
        Optional<Json> measured = json.find("measured");
        return new Circumstances(
                command.isPresent() ? command.get().text() : usual,
                java.isPresent() ? Optional.of(java.get().text()) : Optional.empty(),
                cores.isPresent() ? Optional.of(cores.get().count()) : Optional.empty(),
                measured.isPresent() ? Optional.of(instant(measured.get())) : Optional.empty());
    }

    private static Instant instant(Json json) throws ReportException {
        try {
            return Instant.parse(json.text());
        } catch (DateTimeException e) {
            throw json.isNot("a time as in 2025-01-31T12:00:00Z");
        }
    }

    static String text(Instant time) {
        return TIME.format(time);
    }

    /** Under which Java, on how many cores, and when; of several from the first to the last. */
    static String text(List<Circumstances> all) {
        ImmutableList<Instant> times =
                all.stream().flatMap(c -> c.measured.stream()).sorted().collect(toImmutableList());
        Stream<String> when = times.isEmpty()
                ? Stream.of("when is not told")
                : Stream.of(times.get(0), times.get(times.size() - 1))
                        .map(Circumstances::text)
                        .distinct();
        String javas = String.join(
                ", ", all.stream().flatMap(c -> c.java.stream()).distinct().toList());
        String cores = String.join(
                ", ",
                all.stream()
                        .flatMap(c -> c.cores.stream())
                        .distinct()
                        .map(n -> n.toString())
                        .toList());
        return (javas.isEmpty() ? "Java not told" : "Java " + javas)
                + " · "
                + (cores.isEmpty() ? "cores not told" : cores + (cores.equals("1") ? " core" : " cores"))
                + " · "
                + String.join(" to ", when.toList());
    }
}
