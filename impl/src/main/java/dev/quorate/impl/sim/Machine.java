package dev.quorate.impl.sim;

import dev.quorate.impl.raft.Core;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.server.Server;
import dev.quorate.impl.time.Agenda;
import dev.quorate.impl.world.Fault;
import dev.quorate.impl.world.Network;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Timing;

/** What a server runs on: its disk, its timer, and a switch. */
final class Machine {
    private final Agenda agenda;
    private final Casualties casualties;
    private final SimulatedStorage storage;
    private final Server server;
    private long timersSet;
    private long received;
    private boolean stoppedByMessage;

    Machine(
            ServerState initial,
            Core core,
            long seed,
            Agenda agenda,
            Casualties casualties,
            Network<Message> network,
            Chronicle chronicle) {
        this.agenda = agenda;
        this.casualties = casualties;
        this.storage = new SimulatedStorage(Randomness.seeded(seed, "storage " + initial.id()), casualties);
        this.server = new Server(
                initial,
                0,
                core,
                new Server.World(
                        agenda,
                        network,
                        storage,
                        this::setTimer,
                        Timing.COURSE,
                        Randomness.seeded(seed, "timeouts " + initial.id()),
                        chronicle::write));
    }

    /** Switches it on for the first time. */
    void boot() {
        server.start();
    }

    void crash() {
        if (server.running()) {
            server.crash();
            casualties.add(Fault.Kind.CRASH);
        }
    }

    void failNextWrite() {
        storage.failNextWrite();
    }

    void restart() {
        storage.repair();
        if (!server.running()) {
            forgetTimer();
            long lines = server.lastSeq();
            server.start();
            settleLastMessage(server.lastSeq() - lines);
            casualties.add(Fault.Kind.RESTART);
        }
    }

    /** A message arrives. A stopped server does not notice it. */
    void receive(Message message) {
        if (!server.running()) {
            casualties.add(Casualties.LOST_TO_A_STOPPED_SERVER);
            return;
        }
        server.receive(message);
        if (server.running()) {
            received++;
        } else {
            stoppedByMessage = true;
        }
    }

    /**
     * Messages that caused a step, each of which the trace must show. One whose record did not become durable caused
     * none; while that is open, it does not count.
     */
    long received() {
        return received;
    }

    /** Before the line of the restart comes one for the step that was interrupted, if the server finds it happened. */
    private void settleLastMessage(long newLines) {
        if (stoppedByMessage) {
            stoppedByMessage = false;
            if (newLines == 2) {
                received++;
            } else {
                casualties.add(Casualties.LOST_TO_A_STOPPED_SERVER);
            }
        }
    }

    private void setTimer(long micros) {
        forgetTimer();
        long mine = timersSet;
        agenda.after(micros, () -> {
            if (mine == timersSet) {
                server.timerFired();
            }
        });
    }

    private void forgetTimer() {
        timersSet++;
    }
}
