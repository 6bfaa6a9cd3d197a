package dev.quorate.impl;

import dev.quorate.conformance.tla.TlcSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TLC as it comes, in a process of its own, that knows nothing of this program. */
public record PlainTlcRun(int exitCode, String output) {
    /** Runs TLC in a folder, which is its temporary folder too, with these arguments. */
    public static PlainTlcRun in(Path folder, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.io.tmpdir=" + folder.toAbsolutePath(),
                "-cp",
                TlcSettings.of(1).tools().toString(),
                "tlc2.TLC"));
        command.addAll(List.of(arguments));
        Path output = folder.resolve("tlc.out");
        Process tlc = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            int exitCode = tlc.waitFor();
            return new PlainTlcRun(exitCode, Files.readString(output));
        } finally {
            tlc.destroyForcibly();
        }
    }
}
