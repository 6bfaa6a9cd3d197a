package dev.quorate.impl.cli;

import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.tla.WorkFolder;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/** The project's own modules and models, unpacked into a folder for the tools, which read files only. */
final class SpecificationFiles implements AutoCloseable {
    private static final String RESOURCES = "dev/quorate/spec/";

    private final Path folder;

    SpecificationFiles() throws IOException {
        folder = WorkFolder.temporary("quorate-modules");
        URL home = SpecificationFiles.class.getClassLoader().getResource(RESOURCES);
        if (home.openConnection() instanceof JarURLConnection packed) {
            unpack(packed.getJarFile());
        } else {
            copy(Path.of(URI.create(home.toString())));
        }
    }

    /** @param jar the one that is open already for the classes; it stays open */
    private void unpack(JarFile jar) throws IOException {
        for (JarEntry entry : Collections.list(jar.entries())) {
            String name = entry.getName();
            if (name.startsWith(RESOURCES) && !entry.isDirectory()) {
                try (InputStream in = jar.getInputStream(entry)) {
                    Files.copy(in, folder.resolve(name.substring(RESOURCES.length())));
                }
            }
        }
    }

    /** Classes and resources that are not packed, as in the tests. */
    private void copy(Path home) throws IOException {
        try (Stream<Path> files = Files.list(home)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    Path folder() {
        return folder;
    }

    /** The file of a module that comes with the project. */
    Path module(String name) throws SpecificationException {
        Path file = folder.resolve(name + ".tla");
        if (!name.matches("\\w+") || !Files.isRegularFile(file)) {
            throw new SpecificationException(
                    "no module " + name + " comes with quorate; name the file with --spec " + name + ".tla");
        }
        return file;
    }

    String sha256(String module) throws IOException, SpecificationException {
        return Specifications.sha256(Files.readString(module(module)));
    }

    @Override
    public void close() {
        WorkFolder.delete(folder);
    }
}
