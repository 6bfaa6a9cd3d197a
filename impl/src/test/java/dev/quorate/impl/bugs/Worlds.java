package dev.quorate.impl.bugs;

import dev.quorate.impl.raft.Message;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.Timer;
import dev.quorate.impl.world.Timing;

/** The world of a server, with one part replaced. */
final class Worlds {
    private Worlds() {}

    static Server.World storing(Server.World w, Storage storage) {
        return new Server.World(w.clock(), w.network(), storage, w.timer(), w.timing(), w.randomness(), w.trace());
    }

    static Server.World sending(Server.World w, Network<Message> network, Timer timer) {
        return new Server.World(w.clock(), network, w.storage(), timer, w.timing(), w.randomness(), w.trace());
    }

    static Server.World waiting(Server.World w, Timing timing) {
        return new Server.World(w.clock(), w.network(), w.storage(), w.timer(), timing, w.randomness(), w.trace());
    }

    static Server.World drawing(Server.World w, Randomness randomness) {
        return new Server.World(w.clock(), w.network(), w.storage(), w.timer(), w.timing(), randomness, w.trace());
    }
}
