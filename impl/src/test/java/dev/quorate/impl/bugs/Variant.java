package dev.quorate.impl.bugs;

import dev.quorate.impl.lab.Raft;
import dev.quorate.impl.lab.WorldRaftFactory;
import dev.quorate.impl.raft.Core;
import dev.quorate.impl.server.Driver;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Timing;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Servers with one mistake; all else is ours.
 *
 * @param core the rules that they follow
 * @param driver what they make of their world; each server has it anew
 * @param ofSimulations makes them, if they run in simulations only, as what they get wrong is more than their world
 * @param ofTheLab makes them, if they run in the lab only, as what they get wrong is calling each other
 */
public record Variant(
        Core core,
        UnaryOperator<Server.World> driver,
        Optional<Driver.Factory> ofSimulations,
        Optional<WorldRaftFactory> ofTheLab) {
    /** Nothing is wrong. */
    public static final Variant SOUND = rules(Change.SOUND);

    static Variant rules(Core core) {
        return new Variant(core, UnaryOperator.identity(), Optional.empty(), Optional.empty());
    }

    static Variant rules(Change change) {
        return rules(change.toCore());
    }

    static Variant driver(UnaryOperator<Server.World> driver) {
        return new Variant(Change.SOUND, driver, Optional.empty(), Optional.empty());
    }

    static Variant simulation(Driver.Factory servers) {
        return new Variant(Change.SOUND, UnaryOperator.identity(), Optional.of(servers), Optional.empty());
    }

    static Variant lab(WorldRaftFactory factory) {
        return new Variant(Change.SOUND, UnaryOperator.identity(), Optional.empty(), Optional.of(factory));
    }

    boolean runsInSimulations() {
        return ofTheLab.isEmpty();
    }

    boolean runsInTheLab() {
        return ofSimulations.isEmpty();
    }

    /** Whether it is a matter of rules: then they can be explored, whatever drives them. */
    boolean isOfTheCore() {
        return core != Change.SOUND;
    }

    /** As a simulation makes them. */
    public Driver.Factory servers() {
        return ofSimulations.orElse((initial, world) -> new Server(initial, 0, core, driver.apply(world)));
    }

    /** As the lab makes them. */
    public WorldRaftFactory factory() {
        return ofTheLab.orElseGet(() -> Raft.factory(core, Timing.COURSE, driver));
    }
}
