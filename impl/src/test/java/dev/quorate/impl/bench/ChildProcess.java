package dev.quorate.impl.bench;

import com.google.common.base.Splitter;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A process of its own, and what of the processor it used from its start to its end.
 *
 * @param seconds of processor time; negative if it was stopped
 * @param exitCode -1 if it was stopped
 * @param output all that it said
 */
record ChildProcess(double seconds, int exitCode, String output) {
    /** The class path of this JVM, as it is seen from any folder. */
    static String classPath() {
        return Splitter.on(File.pathSeparatorChar)
                .splitToStream(System.getProperty("java.class.path"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs a command in a folder, for so many seconds at most. */
    static ChildProcess run(Path folder, long mostSeconds, List<String> command) throws Exception {
        List<String> timed = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='cpu %U %S'; time \"$@\"", "-"));
        timed.addAll(command);
        Path out = folder.resolve("out");
        Process process = new ProcessBuilder(timed)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        if (!process.waitFor(mostSeconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new ChildProcess(-1, -1, Files.readString(out));
        }
        String output = Files.readString(out);
        String[] times =
                output.substring(output.lastIndexOf("cpu ") + 4).strip().split(" ", 2);
        return new ChildProcess(
                Double.parseDouble(times[0]) + Double.parseDouble(times[1]), process.exitValue(), output);
    }
}
