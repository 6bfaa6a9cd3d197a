package dev.quorate.impl.conformance;

import dev.quorate.conformance.check.SpecificationShelf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The specification that the implementation is held to. */
public final class OurSpecification {
    /** The file, seen from where the tests run. */
    public static final Path MODULE = Path.of("..", "spec", "RaftElection.tla");

    /** For all tests of a JVM, which come one after the other: to load it takes longer than most of them. */
    public static final SpecificationShelf SHELF = new SpecificationShelf(MODULE);

    private OurSpecification() {}

    /** A copy, in a folder of its own below this one, with one text replaced by another. */
    public static Path changed(Path folder, String old, String replacement) throws IOException {
        String text = Files.readString(MODULE);
        if (!text.contains(old)) {
            throw new AssertionError("the specification has no text " + old);
        }
        Path copy = Files.createTempDirectory(folder, "changed");
        Files.copy(MODULE.resolveSibling("RaftElection.cfg"), copy.resolve("RaftElection.cfg"));
        return Files.writeString(copy.resolve("RaftElection.tla"), text.replace(old, replacement));
    }
}
