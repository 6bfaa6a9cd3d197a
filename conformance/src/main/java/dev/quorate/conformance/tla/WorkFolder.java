package dev.quorate.conformance.tla;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Folders that live as long as what they serve. */
public final class WorkFolder {
    private WorkFolder() {}

    /** Deletes a folder with all that is in it. What cannot be deleted stays: it is in the way of nobody. */
    public static void delete(Path folder) {
        try {
            if (Files.exists(folder)) {
                MoreFiles.deleteRecursively(folder, RecursiveDeleteOption.ALLOW_INSECURE);
            }
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
    }
}
