package dev.quorate.impl.cli;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.check.Palette;
import java.io.InputStream;

/**
 * What the command finds around it.
 *
 * @param input the standard input
 * @param isTerminal whether a person reads what is printed
 * @param environment variables of the process
 */
record Surroundings(InputStream input, boolean isTerminal, ImmutableMap<String, String> environment) {
    /** No input, no terminal, no environment. */
    static final Surroundings NONE = new Surroundings(InputStream.nullInputStream(), false, ImmutableMap.of());

    /** Those of this process. */
    static Surroundings ofProcess() {
        return new Surroundings(System.in, Progress.isTerminal(), ImmutableMap.copyOf(System.getenv()));
    }

    /** Colours on a terminal that can show them, for a person who has not asked for none (no-color.org). */
    Palette palette() {
        boolean colours = isTerminal
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !"dumb".equals(environment.get("TERM"));
        return colours ? Colours.ANSI : Palette.PLAIN;
    }

    /** Whether GitHub reads what is printed, and shows annotations at their lines. */
    boolean isGithubActions() {
        return "true".equals(environment.get("GITHUB_ACTIONS"));
    }
}
