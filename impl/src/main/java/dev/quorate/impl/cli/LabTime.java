package dev.quorate.impl.cli;

import java.util.Locale;

/** The time in which a test of the lab happens. */
enum LabTime {
    /** Leaps over all waiting; the seed decides everything. */
    VIRTUAL,
    /** With real threads, which make every run different. */
    REAL;

    /** As the option has it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
