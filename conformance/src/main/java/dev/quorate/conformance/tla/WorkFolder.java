package dev.quorate.conformance.tla;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Folders that live as long as what they serve, and no longer than this JVM. Thread-safe. */
public final class WorkFolder {
    private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> TEMPORARY.forEach(WorkFolder::delete)));
    }

    private WorkFolder() {}

    /** A new folder among the temporary files. */
    public static Path temporary(String prefix) throws IOException {
        Path folder = Files.createTempDirectory(prefix);
        TEMPORARY.add(folder);
        return folder;
    }

    /** Deletes a folder with all that is in it. What cannot be deleted stays: it is in the way of nobody. */
    public static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
            TEMPORARY.remove(folder);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
