package dev.quorate.conformance.tla;

import com.google.common.collect.ImmutableMap;
import com.google.common.hash.Hashing;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Loads specifications. The TLA+ tools keep what they loaded in static fields, and a second specification would
 * silently corrupt the first; so each gets the tools anew, in a class loader of its own.
 */
public final class Specifications {
    private static final String TOOLS = "dev.quorate.conformance.tla.";
    private static final Pattern SPECIFICATION = Pattern.compile("(?m)^\\s*SPECIFICATION\\s+(\\w+)");

    private Specifications() {}

    /** Loads a specification for the engine that is meant for everyday use. */
    public static Specification load(SpecificationRequest request) throws SpecificationException {
        return load(request, Engine.COMPILED);
    }

    /**
     * Loads a specification.
     *
     * @throws SpecificationException if a file is missing or does not parse, or a constant is left out
     */
    public static Specification load(SpecificationRequest request, Engine engine) throws SpecificationException {
        if (engine != Engine.BOTH) {
            return loadOne(request, engine);
        }
        Specification compiled = loadOne(request, Engine.COMPILED);
        try {
            return new BothEngines(compiled, loadOne(request, Engine.REFERENCE));
        } catch (SpecificationException e) {
            compiled.close();
            throw e;
        }
    }

    private static Specification loadOne(SpecificationRequest request, Engine engine) throws SpecificationException {
        String config = config(request);
        Path work = workFolder();
        boolean loaded = false;
        try {
            writeJudge(work, request, config);
            Specification specification = inItsOwnLoader(engine.type(), Specification.class, request, work);
            loaded = true;
            return specification;
        } finally {
            if (!loaded) {
                WorkFolder.delete(work);
            }
        }
    }

    /**
     * Loads a model as TLC does, with its own configuration.
     *
     * @throws SpecificationException if its files do not parse
     */
    public static ModelDefinitions load(Model model) throws SpecificationException {
        Path work = workFolder();
        SpecificationRequest request =
                new SpecificationRequest(model.folder().resolve(model.name() + ".tla"), ImmutableMap.of(), "");
        try {
            return inItsOwnLoader("tlc.TlcModel", ModelDefinitions.class, request, work);
        } catch (SpecificationException e) {
            WorkFolder.delete(work);
            throw e;
        }
    }

    private static String config(SpecificationRequest request) throws SpecificationException {
        Path module = request.module();
        if (!module.toString().endsWith(".tla") || !Files.isRegularFile(module)) {
            throw new SpecificationException(module + ": no such TLA+ module");
        }
        Path config = module.resolveSibling(request.name() + ".cfg");
        if (!Files.isRegularFile(config)) {
            throw new SpecificationException(
                    config + ": missing; it names the behaviour and the properties to judge by");
        }
        try {
            return Files.readString(config);
        } catch (IOException e) {
            throw new SpecificationException(config + ": cannot be read: " + e.getMessage(), e);
        }
    }

    /** A module that extends the one asked for and gives the constants their values. */
    private static void writeJudge(Path work, SpecificationRequest request, String config)
            throws SpecificationException {
        Matcher behaviour = SPECIFICATION.matcher(config);
        if (!behaviour.find()) {
            throw new SpecificationException(request.module().resolveSibling(request.name() + ".cfg")
                    + ": has no line SPECIFICATION; it names the behaviour to judge by");
        }
        Map<String, Value> constants = request.constants();
        for (String constant : constants.keySet()) {
            if (!constant.matches("\\w+")) {
                throw new SpecificationException("the trace's constant \"" + constant + "\" is not a name of TLA+");
            }
        }
        String definitions = constants.entrySet().stream()
                .map(c -> "Judge_" + c.getKey() + " == " + TlaText.of(c.getValue()) + "\n")
                .collect(Collectors.joining());
        // A negative number is an expression with the minus of Integers.
        String integers = definitions.contains("-") ? ", Integers" : "";
        String module = "---- MODULE Judge ----\nEXTENDS " + request.name() + integers + "\n" + definitions + "====\n";
        String given = constants.keySet().stream()
                .map(c -> "CONSTANT " + c + " <- Judge_" + c + "\n")
                .collect(Collectors.joining());
        try {
            Files.writeString(work.resolve("Judge.tla"), module);
            Files.writeString(work.resolve("Judge.cfg"), config + "\n" + given);
        } catch (IOException e) {
            throw new SpecificationException(work + ": cannot be written: " + e.getMessage(), e);
        }
    }

    private static Path workFolder() throws SpecificationException {
        try {
            return WorkFolder.temporary("quorate-spec");
        } catch (IOException e) {
            throw new SpecificationException("no temporary folder: " + e.getMessage(), e);
        }
    }

    private static <T> T inItsOwnLoader(String type, Class<T> face, SpecificationRequest request, Path work)
            throws SpecificationException {
        ToolsLoader loader = new ToolsLoader();
        try {
            return face.cast(loader.loadClass(TOOLS + type)
                    .getConstructor(SpecificationRequest.class, Path.class)
                    .newInstance(request, work));
        } catch (InvocationTargetException e) {
            close(loader);
            if (e.getCause() instanceof SpecificationException problem) {
                throw problem;
            }
            throw new IllegalStateException("the TLA+ tools failed", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the TLA+ tools cannot be loaded", e);
        }
    }

    private static void close(ToolsLoader loader) {
        try {
            loader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The tools and what is linked against them are loaded here, everything else by the parent. */
    private static final class ToolsLoader extends URLClassLoader {
        private static final Pattern OWN = Pattern.compile(
                "(tlc2|tla2sany|pcal|tla2tex|util)\\..*|" + Pattern.quote(TOOLS) + "(tlc|compiled)\\..*");

        /**
         * The parser tells the JVM's flight recorder of each file, and does without where there is none. Starting it
         * takes longer than all parsing does.
         */
        private static final String FLIGHT_RECORDER = "jdk.jfr.";

        ToolsLoader() {
            super(
                    new URL[] {place(Specifications.class), place(tlc2.TLC.class)},
                    Specifications.class.getClassLoader());
        }

        private static URL place(Class<?> type) {
            return type.getProtectionDomain().getCodeSource().getLocation();
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith(FLIGHT_RECORDER)) {
                throw new ClassNotFoundException(name);
            }
            if (!OWN.matcher(name).matches()) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded != null ? loaded : findClass(name);
            }
        }
    }

    /** The SHA-256 of a module's text, hexadecimal. */
    public static String sha256(String text) {
        return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
    }
}
