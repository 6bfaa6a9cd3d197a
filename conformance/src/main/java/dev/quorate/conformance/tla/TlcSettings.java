package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableList;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * With what TLC runs.
 *
 * @param workers its worker threads
 * @param heap the most memory, as {@code -Xmx} takes it; nothing for what the JVM takes by itself
 * @param tools the jar (or folder) of the TLA+ tools
 */
public record TlcSettings(int workers, Optional<String> heap, Path tools) {
    /** So many states are explored before a JVM could get any faster. */
    private static final long SOON_EXPLORED = 10_000;

    /** With fewer states than this to keep, a collector of one thread needs less time, and far less of the processor. */
    private static final long EASILY_COLLECTED = 100_000;

    /** The tools that this program was built with, and as much memory as the JVM takes by itself. */
    public static TlcSettings of(int workers) {
        return new TlcSettings(workers, Optional.empty(), place(tlc2.TLC.class));
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The same, with at most so much memory.
     *
     * @throws SpecificationException if that is not a number with k, m or g
     */
    public TlcSettings withHeap(String size) throws SpecificationException {
        if (!size.matches("[1-9]\\d{0,8}[kKmMgG]")) {
            throw new SpecificationException(
                    "\"" + size + "\" is no size of a heap; it is a number with k, m or g, as in 2g");
        }
        return new TlcSettings(workers, Optional.of(size), tools);
    }

    /**
     * The same, with other TLA+ tools.
     *
     * @throws SpecificationException if the file is no jar with TLC in it
     */
    public TlcSettings withTools(Path jar) throws SpecificationException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            if (zip.getEntry("tlc2/TLC.class") == null) {
                throw new SpecificationException(jar + ": is no jar of the TLA+ tools: it holds no tlc2/TLC.class");
            }
        } catch (IOException e) {
            throw new SpecificationException(
                    jar + (Files.isRegularFile(jar) ? ": is no jar of the TLA+ tools" : ": no such file"), e);
        }
        return new TlcSettings(workers, heap, jar.toAbsolutePath());
    }

    /** The tools, and after them what holds the main class. */
    String classPath() {
        return tools + File.pathSeparator + place(TlcWithGuard.class);
    }

    /** The JVM for a run that explores a model. */
    ImmutableList<String> jvm(Model model) {
        long states = model.distinct().orElse(Long.MAX_VALUE);
        if (states < SOON_EXPLORED) {
            return jvmOfShortRun();
        }
        return states < EASILY_COLLECTED ? jvm("-XX:+UseSerialGC") : jvm("-XX:+UseParallelGC");
    }

    /** A JVM that starts soon instead of running fast: for runs that are over at once. */
    ImmutableList<String> jvmOfShortRun() {
        return jvm("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    }

    private ImmutableList<String> jvm(String... tuning) {
        return ImmutableList.<String>builder()
                .add(Path.of(System.getProperty("java.home"), "bin", "java").toString())
                .add(tuning)
                // TLC goes on after some failures to allocate, and then says something else.
                .add("-XX:+ExitOnOutOfMemoryError")
                .addAll(heap.map(size -> "-Xmx" + size).stream().toList())
                .build();
    }
}
