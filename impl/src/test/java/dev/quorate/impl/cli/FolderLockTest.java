package dev.quorate.impl.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderLockTest {
    @TempDir
    Path folder;

    @Test
    void aSecondRunInTheSameFolderIsRefused() throws Exception {
        StringWriter err = new StringWriter();
        try (FolderLock lock = FolderLock.of(folder)) {
            String[] args = {"model", "MCplain", "--out", lock.folder().toString()};
            assertEquals(2, Quorate.run(new PrintWriter(new StringWriter()), new PrintWriter(err, true), args));
        }
        assertEquals(
                "quorate: " + folder + ": another run is using this folder; name one with --out\n", err.toString());
    }

    @Test
    void afterARunTheFolderIsFree() throws Exception {
        FolderLock.of(folder).close();
        try (FolderLock lock = FolderLock.of(folder)) {
            assertTrue(lock.folder().toFile().isDirectory());
        }
    }
}
