package dev.quorate.impl.cli;

import com.google.common.io.Resources;
import com.google.common.reflect.ClassPath;
import com.google.common.reflect.ClassPath.ResourceInfo;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.tla.WorkFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The project's own modules and models, unpacked into a folder for the tools, which read files only. */
final class SpecificationFiles implements AutoCloseable {
    private static final String RESOURCES = "dev/quorate/spec/";

    private final Path folder;

    SpecificationFiles() throws IOException {
        folder = WorkFolder.temporary("quorate-modules");
        for (ResourceInfo resource :
                ClassPath.from(SpecificationFiles.class.getClassLoader()).getResources()) {
            if (resource.getResourceName().startsWith(RESOURCES)) {
                Files.write(
                        folder.resolve(resource.getResourceName().substring(RESOURCES.length())),
                        Resources.toByteArray(resource.url()));
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
