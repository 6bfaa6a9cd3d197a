package dev.quorate.impl.world;

import dev.quorate.impl.world.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Draws who is healed, and what the others suffer for ever after. */
final class HealingDraw {
    private static final List<Kind> FOR_EVER = List.of(Kind.CRASH, Kind.PAUSE, Kind.PARTITION);

    private final Randomness randomness;
    private final List<String> servers;
    private final long at;
    private final long end;

    HealingDraw(Randomness randomness, List<String> servers, long at, long end) {
        this.randomness = randomness;
        this.servers = List.copyOf(servers);
        this.at = at;
        this.end = end;
    }

    /** The plan with the healing and what comes after. */
    FaultPlan of(FaultPlan before) {
        List<Fault> schedule = new ArrayList<>(before.schedule());
        schedule.removeIf(fault -> fault.at() >= at);
        List<String> healed = new ArrayList<>(servers);
        int quorum = servers.size() / 2 + 1;
        long left = randomness.between(quorum, Math.max(quorum, servers.size() - 1));
        while (healed.size() > left) {
            String broken = healed.remove((int) randomness.between(0, healed.size() - 1));
            Kind kind = FOR_EVER.get((int) randomness.between(0, FOR_EVER.size() - 1));
            schedule.add(new Fault(at, end - at + 1, kind, List.of(broken)));
        }
        return new FaultPlan(before.rates(), schedule, Optional.of(new Healing(at, healed)));
    }
}
