package dev.quorate.conformance.tla;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/** Folders that live as long as what they serve, and no longer than this JVM. Thread-safe. */
public final class WorkFolder {
    private static final Set<Path> TEMPORARY = ConcurrentHashMap.newKeySet();

    private static final int ALL = Integer.MAX_VALUE;
    private static final Semaphore UNUSED = new Semaphore(ALL);

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            UNUSED.acquireUninterruptibly(ALL);
            TEMPORARY.forEach(WorkFolder::delete);
        }));
    }

    private WorkFolder() {}

    /** Whoever brings something to its end while the JVM ends, as after Ctrl-C, keeps all folders until it is done. */
    public static void keep() {
        UNUSED.acquireUninterruptibly();
    }

    /** Is done. */
    public static void done() {
        UNUSED.release();
    }

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
