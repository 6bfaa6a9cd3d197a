package dev.quorate.conformance.junit;

import dev.quorate.conformance.check.SpecificationShelf;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * Specifications that stay loaded from one test to the next. A shelf is for one thread at a time, so tests that run in
 * parallel have one each. JUnit closes it after the last test. Thread-safe.
 */
final class Shelves implements AutoCloseable {
    private final Map<Path, Deque<SpecificationShelf>> free = new HashMap<>();

    /** One that nobody else uses, until it is given back. */
    synchronized SpecificationShelf take(Path module) {
        Deque<SpecificationShelf> shelves = free.computeIfAbsent(module, m -> new ArrayDeque<>());
        return shelves.isEmpty() ? new SpecificationShelf(module) : shelves.pop();
    }

    synchronized void giveBack(SpecificationShelf shelf) {
        free.get(shelf.module()).push(shelf);
    }

    @Override
    public synchronized void close() {
        free.values().forEach(shelves -> shelves.forEach(SpecificationShelf::close));
        free.clear();
    }
}
