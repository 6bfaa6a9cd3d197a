package twophasecommit;

import com.google.common.collect.ImmutableSet;
import java.util.function.BooleanSupplier;

/** Who plays the parts; the tests have others. */
interface Cast {
    /** Those who follow the rules. */
    Cast SOUND = new Cast() {};

    default Coordinator coordinator(
            String id, ImmutableSet<String> participants, Disk disk, Network network, Journal journal) {
        return new Coordinator(id, participants, disk, network, journal);
    }

    default Participant participant(String id, BooleanSupplier canCommit, Disk disk, Network network, Journal journal) {
        return new Participant(id, canCommit, disk, network, journal);
    }
}
