package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;

/**
 * What to load. The file {@code X.cfg} beside {@code X.tla} names the behaviour and the properties; the constants are
 * given here, as a trace's header has them.
 *
 * @param module the {@code .tla} file
 * @param network the variable that holds the messages
 */
public record SpecificationRequest(Path module, ImmutableMap<String, Value> constants, String network) {
    /** The module's name: the file's, without its ending. */
    public String name() {
        String file = String.valueOf(module.getFileName()); // a root folder has none
        return file.endsWith(".tla") ? file.substring(0, file.length() - 4) : file;
    }
}
