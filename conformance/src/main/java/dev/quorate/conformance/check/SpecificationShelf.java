package dev.quorate.conformance.check;

import dev.quorate.conformance.tla.Engine;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.Specifications;
import dev.quorate.conformance.trace.TraceHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Specifications that are loaded once and used for many traces: those with the same constants share one. For one
 * thread; a second thread needs a shelf of its own.
 */
public final class SpecificationShelf implements AutoCloseable {
    private final Path module;
    private final Engine engine;
    private final Map<SpecificationRequest, Specification> loaded = new LinkedHashMap<>();

    /**
     * A shelf for one module.
     *
     * @param module the {@code .tla} file to judge by
     */
    public SpecificationShelf(Path module) {
        this(module, Engine.COMPILED);
    }

    /**
     * A shelf for one module.
     *
     * @param module the {@code .tla} file to judge by
     * @param engine what evaluates it
     */
    public SpecificationShelf(Path module, Engine engine) {
        this.module = module;
        this.engine = engine;
    }

    public Path module() {
        return module;
    }

    /**
     * The specification with the constants of a trace.
     *
     * @throws SpecificationException if it cannot be loaded with them, or the trace claims to follow another module
     */
    public Specification forTrace(TraceHeader header) throws SpecificationException {
        SpecificationRequest request = new SpecificationRequest(module, header.constants(), header.network());
        if (Files.isRegularFile(module) && !request.name().equals(header.specification())) {
            throw new SpecificationException("the trace follows " + header.specification() + ", not " + request.name());
        }
        Specification specification = loaded.get(request);
        if (specification == null) {
            specification = Specifications.load(request, engine);
            loaded.put(request, specification);
        }
        return specification;
    }

    /** Whether a trace was recorded against another text of the module. */
    boolean isOtherText(TraceHeader header) throws SpecificationException {
        try {
            return !header.sha256().isEmpty()
                    && !header.sha256().equals(Specifications.sha256(Files.readString(module)));
        } catch (IOException e) {
            throw new SpecificationException(module + ": cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        loaded.values().forEach(Specification::close);
        loaded.clear();
    }
}
