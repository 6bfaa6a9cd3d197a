package dev.quorate.impl.server;

import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.ElectionCore;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.ServerState;
import dev.quorate.impl.world.Randomness;
import dev.quorate.impl.world.Storage;
import dev.quorate.impl.world.StorageException;
import dev.quorate.impl.world.Timing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A world under the test's hand: it notes in one list, in order, all that a server does to it. */
final class DeskWorld implements Storage {
    /** What the next write does. */
    enum Disk {
        WORKS,
        FAILS_AND_KEEPS_THE_OLD_RECORD,
        FAILS_WITH_THE_NEW_RECORD_WRITTEN
    }

    final List<String> deeds = new ArrayList<>();
    final List<TraceEvent> lines = new ArrayList<>();
    final List<Message> sent = new ArrayList<>();
    final List<Long> timers = new ArrayList<>();
    Disk disk = Disk.WORKS;
    private Optional<byte[]> record = Optional.empty();

    /** Server n1 among n1 and n2, in term 0, not started. */
    Server server() {
        return server(ServerState.initial("n1", ImmutableMap.of("n1", LogPosition.EMPTY, "n2", LogPosition.EMPTY)));
    }

    Server server(ServerState initial) {
        return new Server(
                initial,
                0,
                new ElectionCore(),
                new Server.World(
                        () -> 0, this::send, this, this::setTimer, Timing.COURSE, Randomness.seeded(1), this::write));
    }

    Value state(int line, String variable) {
        return lines.get(line).state().get(variable);
    }

    List<String> actions() {
        return lines.stream().map(TraceEvent::action).toList();
    }

    @Override
    public void save(byte[] data) throws StorageException {
        Disk now = disk;
        disk = Disk.WORKS;
        if (now != Disk.FAILS_AND_KEEPS_THE_OLD_RECORD) {
            record = Optional.of(data);
        }
        if (now != Disk.WORKS) {
            throw new StorageException("as the test wants it");
        }
        deeds.add("save");
    }

    @Override
    public Optional<byte[]> read() {
        return record;
    }

    private void send(Message message) {
        sent.add(message);
        deeds.add("send");
    }

    private void setTimer(long micros) {
        timers.add(micros);
        deeds.add("timer");
    }

    private void write(TraceEvent line) {
        lines.add(line);
        deeds.add("line");
    }
}
