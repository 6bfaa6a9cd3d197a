package dev.quorate.impl.campaign;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A seed whose run is not as it should be.
 *
 * @param trace the file with its steps; only for the first few that fail
 * @param scenario the file with a small run that fails in the same way, if one was found
 */
public record FailedSeed(long seed, Failure failure, Optional<Path> trace, Optional<Path> scenario) {}
