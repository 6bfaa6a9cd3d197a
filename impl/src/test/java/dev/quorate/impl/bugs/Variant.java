package dev.quorate.impl.bugs;

import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Timing;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Servers with one mistake; all else is ours.
 *
 * @param core the rules that they follow
 * @param driver what they make of their world; each server has it anew
 * @param ofTheLab makes them, if they run in the lab only, as what they get wrong is calling each other
 */
public record Variant(Core core, UnaryOperator<Server.World> driver, Optional<WorldRaftFactory> ofTheLab) {
    /** Nothing is wrong. */
    public static final Variant SOUND = rules(new ElectionCore());

    static Variant rules(Core core) {
        return new Variant(core, UnaryOperator.identity(), Optional.empty());
    }

    static Variant rules(Change change) {
        return rules(change.toCore());
    }

    static Variant driver(UnaryOperator<Server.World> driver) {
        return new Variant(new ElectionCore(), driver, Optional.empty());
    }

    static Variant lab(WorldRaftFactory factory) {
        return new Variant(new ElectionCore(), UnaryOperator.identity(), Optional.of(factory));
    }

    boolean runsInTheLabOnly() {
        return ofTheLab.isPresent();
    }

    /** As the lab makes them. */
    public WorldRaftFactory factory() {
        return ofTheLab.orElseGet(() -> Raft.factory(core, Timing.COURSE, driver));
    }
}
