package twophasecommit;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.Value;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What coordinator and participants have in common, above all the one way to end a step. */
abstract class Node {
    private final String id;
    private final Disk disk;
    private final Network network;
    private final Journal journal;
    private Stored stored;

    /** A node as it starts: it knows what is on its disk. */
    Node(String id, Disk disk, Network network, Journal journal) {
        this.id = id;
        this.disk = disk;
        this.network = network;
        this.journal = journal;
        this.stored = disk.read();
    }

    /** Handles a message; every message is a step, even one that changes nothing. */
    abstract void receive(Message message);

    /** Those whose yes this node remembers. */
    abstract Set<String> yesFrom();

    final String id() {
        return id;
    }

    final Stored stored() {
        return stored;
    }

    /** The first step of a node that was started again. */
    final void restarted() {
        step("Restart", Optional.empty(), stored, List.of());
    }

    /**
     * Ends a step, in the only order that is safe: what must survive a crash is on the disk before the step is written
     * down, and both are before the first message leaves.
     */
    final void step(String action, Optional<Message> received, Stored after, List<Message> sent) {
        stored = after;
        save(disk, after);
        journal.write(id, action, received, row(), sent);
        sent.forEach(network::send);
    }

    void save(Disk disk, Stored record) {
        disk.write(record);
    }

    private ImmutableMap<String, Value> row() {
        return ImmutableMap.of(
                "vote", Value.of(stored.vote()),
                "decision", Value.of(stored.decision()),
                "yesFrom", Value.set(yesFrom().stream().map(Value::of).toList()));
    }
}
