package dev.quorate.impl.bugs;

import java.util.Optional;

/**
 * A mistake was noticed.
 *
 * @param tries how many runs were looked at, this one included
 * @param said what was noticed, in a line
 * @param length in how many steps the mistake shows, if that is known
 */
record Find(Detector detector, long tries, String said, Optional<Integer> length) {
    Find(Detector detector, long tries, String said) {
        this(detector, tries, said, Optional.empty());
    }
}
