package twophasecommit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A network that loses messages, delivers some twice, and all in any order. */
final class Network {
    private static final double LOSS = 0.1;
    private static final double DUPLICATION = 0.1;

    private final List<Message> underway = new ArrayList<>();
    private final Random random;

    Network(Random random) {
        this.random = random;
    }

    void send(Message message) {
        double fate = random.nextDouble();
        if (fate >= LOSS) {
            underway.add(message);
        }
        if (fate >= 1 - DUPLICATION) {
            underway.add(message);
        }
    }

    /** Some message that arrives next, if one is underway. */
    Optional<Message> arrival() {
        return underway.isEmpty() ? Optional.empty() : Optional.of(underway.remove(random.nextInt(underway.size())));
    }
}
