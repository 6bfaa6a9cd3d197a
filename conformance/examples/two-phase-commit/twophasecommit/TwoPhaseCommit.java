package twophasecommit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** A run: one transaction, one coordinator, some participants, and what chance makes of them. */
final class TwoPhaseCommit {
    private static final String COORDINATOR = "c";
    private static final int MOMENTS = 60;
    private static final double CRASH = 0.06;
    private static final double TIMEOUT = 0.1;
    private static final double CANNOT_COMMIT = 0.1;

    private final ImmutableSet<String> participants;
    private final ImmutableList<String> nodes;
    private final Cast cast;
    private final Random random;
    private final Network network;
    private final Journal journal;
    private final Map<String, Disk> disks = new LinkedHashMap<>();
    private final Map<String, Participant> voters = new LinkedHashMap<>();
    private Coordinator coordinator;

    private TwoPhaseCommit(int seed, int participants, Cast cast, OutputStream trace) {
        this.participants =
                IntStream.rangeClosed(1, participants).mapToObj(n -> "p" + n).collect(ImmutableSet.toImmutableSet());
        this.nodes = ImmutableList.<String>builder()
                .add(COORDINATOR)
                .addAll(this.participants)
                .build();
        this.cast = cast;
        this.random = new Random(seed);
        this.network = new Network(random);
        this.journal = new Journal(trace, COORDINATOR, this.participants, seed);
        nodes.forEach(node -> disks.put(node, new Disk()));
        nodes.forEach(this::start);
    }

    /** Writes the trace of one seed; the same seed gives the same trace. */
    static void run(int seed, int participants, Cast cast, OutputStream trace) {
        TwoPhaseCommit run = new TwoPhaseCommit(seed, participants, cast, trace);
        for (int n = 0; n < MOMENTS; n++) {
            run.moment();
        }
        run.journal.close();
    }

    private void moment() {
        double event = random.nextDouble();
        if (event < CRASH) {
            start(nodes.get(random.nextInt(nodes.size()))).restarted();
        } else if (event < CRASH + TIMEOUT) {
            coordinator.timeout();
        } else {
            network.arrival().ifPresentOrElse(m -> node(m.to()).receive(m), coordinator::timeout);
        }
    }

    private Node node(String id) {
        return id.equals(COORDINATOR) ? coordinator : voters.get(id);
    }

    /** A node that starts has its disk and nothing else. */
    private Node start(String id) {
        Disk disk = disks.get(id);
        if (id.equals(COORDINATOR)) {
            coordinator = cast.coordinator(id, participants, disk, network, journal);
        } else {
            voters.put(id, cast.participant(id, () -> random.nextDouble() >= CANNOT_COMMIT, disk, network, journal));
        }
        return node(id);
    }

    /** Takes a seed, a number of participants, and the file to write. */
    public static void main(String[] args) throws IOException {
        if (args.length != 3 || !args[0].matches("\\d{1,9}") || !args[1].matches("[1-9]")) {
            System.err.println("usage: TwoPhaseCommit SEED PARTICIPANTS FILE, as in 1 3 trace.ndjson");
            System.exit(2);
        }
        try (OutputStream trace = Files.newOutputStream(Path.of(args[2]))) {
            run(Integer.parseInt(args[0]), Integer.parseInt(args[1]), Cast.SOUND, trace);
        }
    }
}
