package dev.quorate.conformance.tla.tlc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tla2sany.semantic.ModuleNode;
import util.FilenameToStream;

/**
 * Finds modules: first in the work folder, then beside the specification, then among the standard modules. Those are
 * unpacked into the work folder, because the tools' own finder unpacks them into the one temporary folder of the
 * machine, where parallel runs would meet.
 */
final class ModuleFinder implements FilenameToStream {
    private final Path work;
    private final Path home;

    ModuleFinder(Path work, Path home) {
        this.work = work;
        this.home = home;
    }

    @Override
    public File resolve(String name, boolean isModule) {
        String file = isModule && !name.endsWith(".tla") ? name + ".tla" : name;
        Path beside = home.resolve(file);
        if (!Files.exists(work.resolve(file)) && Files.exists(beside)) {
            return new TLAFile(beside.toString(), this);
        }
        if (!Files.exists(work.resolve(file)) && isStandardModule(name)) {
            unpack(file);
        }
        return new TLAFile(work.resolve(file).toString(), this);
    }

    private void unpack(String file) {
        try (InputStream in = ModuleNode.class.getResourceAsStream("/tla2sany/StandardModules/" + file)) {
            Files.copy(in, work.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getFullPath() {
        return work + ", " + home;
    }

    @Override
    public boolean isStandardModule(String name) {
        String file = name.endsWith(".tla") ? name : name + ".tla";
        return !Files.exists(home.resolve(file))
                && ModuleNode.class.getResource("/tla2sany/StandardModules/" + file) != null;
    }
}
