package dev.quorate.conformance.history;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Makes histories of a simulated store for tests, benchmarks and class: clients take turns by a seed, each transaction
 * happens at one moment between its invocation and its completion, and the store has a flaw if one is asked for. The same
 * settings make the same history. Not thread-safe.
 */
public final class HistoryGenerator {
    private static final double LATE = 0.3;
    private static final int OLD = 12;
    private static final int SPLIT = 24;

    /**
     * What to make.
     *
     * @param seed decides all that is left open here
     * @param transactions how many
     * @param clients how many run at a time
     * @param keys how many are in use at a time; half of the transactions' steps go to the first, a quarter to the next
     * @param longest the most steps of a transaction
     * @param appends the most that are appended to a key, which is then replaced
     * @param failed the share of transactions that fail
     * @param unknown the share of transactions with an unknown outcome
     * @param flaw of the store
     * @param flawed how many transactions meet the flaw; with some flaws not each of them shows
     * @param from the first transaction that may meet the flaw
     */
    public record Settings(
            long seed,
            int transactions,
            int clients,
            int keys,
            int longest,
            int appends,
            double failed,
            double unknown,
            Flaw flaw,
            int flawed,
            int from) {
        /** A sound store, with the sizes that Jepsen uses by default. */
        public static Settings sound(long seed, int transactions, int clients) {
            return new Settings(seed, transactions, clients, 10, 4, 256, 0.02, 0.0005, Flaw.NONE, 0, 0);
        }

        /** Fewer keys, shorter transactions, fewer appends to a key. */
        public Settings withSizes(int newKeys, int newLongest, int newAppends) {
            return new Settings(
                    seed, transactions, clients, newKeys, newLongest, newAppends, failed, unknown, flaw, flawed, from);
        }

        /** Other shares of transactions that fail or have an unknown outcome. */
        public Settings withOutcomes(double newFailed, double newUnknown) {
            return new Settings(
                    seed, transactions, clients, keys, longest, appends, newFailed, newUnknown, flaw, flawed, from);
        }

        /** A flaw that so many transactions meet, evenly spread from the given one on. */
        public Settings withFlaw(Flaw newFlaw, int newFlawed, int newFrom) {
            return new Settings(
                    seed, transactions, clients, keys, longest, appends, failed, unknown, newFlaw, newFlawed, newFrom);
        }
    }

    /** A client and its transaction. */
    private static final class Client {
        private int process;
        private OperationType outcome = OperationType.OK;
        private Transaction open;
        private boolean isDone;
    }

    /** A transaction on its way. */
    private static final class Transaction {
        private final boolean[] appends;
        private final int[] keys;
        private final long[] values;
        private final boolean isFlawed;
        /** The last commit when it was invoked. */
        private final int snapshot;
        /** How many steps are done, and what was read, one list after the other. */
        private int steps;

        private final LongColumn read = new LongColumn();
        private final int[] ends;

        private Transaction(int size, boolean isFlawed, int snapshot) {
            this.appends = new boolean[size];
            this.keys = new int[size];
            this.values = new long[size];
            this.ends = new int[size];
            this.isFlawed = isFlawed;
            this.snapshot = snapshot;
        }
    }

    private final Settings settings;
    private final SplittableRandom random;
    private final HistoryBuilder builder = new HistoryBuilder("generator");
    private final RawOperation raw = new RawOperation();
    private final List<Client> clients = new ArrayList<>();
    /** Those of unknown outcome that are still to happen. */
    private final List<Transaction> late = new ArrayList<>();

    private final int[] activeKeys;
    private final int[] appended;
    private final SimulatedStore store = new SimulatedStore();
    /** The store of the clients of odd number, while there are two. */
    private SimulatedStore other = store;

    private int splitFor;
    private int keys;
    private int invoked;
    private int flawed;
    private long time;

    private HistoryGenerator(Settings settings) {
        this.settings = settings;
        this.random = new SplittableRandom(settings.seed());
        this.activeKeys = new int[settings.keys()];
        this.appended = new int[settings.keys()];
        for (int i = 0; i < activeKeys.length; i++) {
            activeKeys[i] = keys++;
        }
        for (int i = 0; i < settings.clients(); i++) {
            Client client = new Client();
            client.process = i;
            clients.add(client);
        }
    }

    /** Makes the history of these settings. */
    public static History generate(Settings settings) {
        return new HistoryGenerator(settings).generate();
    }

    private History generate() {
        int open = 0;
        while (open > 0 || invoked < settings.transactions()) {
            time += random.nextInt(1_000_000);
            if (!late.isEmpty() && random.nextInt(16) == 0) {
                apply(late.remove(random.nextInt(late.size())), store);
            }
            Client client = clients.get(random.nextInt(clients.size()));
            if (client.open == null) {
                if (invoked < settings.transactions()) {
                    invoke(client);
                    open++;
                }
            } else if (client.isDone) {
                complete(client);
                open--;
            } else {
                proceed(client);
            }
        }
        return builder.build();
    }

    private void invoke(Client client) {
        Transaction transaction = new Transaction(1 + random.nextInt(settings.longest()), isFlawed(), store.now());
        invoked++;
        for (int step = 0; step < transaction.keys.length; step++) {
            int active = Math.min(Long.numberOfTrailingZeros(random.nextLong()), activeKeys.length - 1);
            transaction.keys[step] = activeKeys[active];
            transaction.appends[step] = random.nextBoolean();
            if (transaction.appends[step]) {
                transaction.values[step] = ++appended[active];
                if (appended[active] == settings.appends()) {
                    activeKeys[active] = keys++;
                    appended[active] = 0;
                }
            }
        }
        client.open = transaction;
        client.isDone = false;
        client.outcome = outcome();
        tell(client, OperationType.INVOKE);
    }

    private boolean isFlawed() {
        if (invoked < settings.from() || flawed == settings.flawed() || settings.flaw() == Flaw.NONE) {
            return false;
        }
        boolean now = random.nextInt(settings.transactions() - invoked) < settings.flawed() - flawed;
        flawed += now ? 1 : 0;
        return now;
    }

    private OperationType outcome() {
        double chance = random.nextDouble();
        return chance < settings.failed()
                ? OperationType.FAIL
                : chance < settings.failed() + settings.unknown() ? OperationType.INFO : OperationType.OK;
    }

    /** The open transaction happens now, or never, or late. */
    private void proceed(Client client) {
        Transaction transaction = client.open;
        if (transaction.isFlawed) {
            proceedFlawed(client);
            return;
        }
        client.isDone = true;
        if (client.outcome == OperationType.INFO && random.nextDouble() < LATE) {
            late.add(transaction);
        } else if (client.outcome == OperationType.OK
                || (client.outcome == OperationType.INFO && random.nextBoolean())) {
            apply(transaction, storeOf(client));
        }
    }

    private SimulatedStore storeOf(Client client) {
        if (splitFor > 0 && --splitFor == 0) {
            other = store;
        }
        return client.process % 2 == 0 ? store : other;
    }

    private static void apply(Transaction transaction, SimulatedStore store) {
        store.begin();
        while (transaction.steps < transaction.keys.length) {
            step(transaction, store, Integer.MAX_VALUE);
        }
    }

    /** Does the next step, reading what was there after a commit. */
    private static void step(Transaction transaction, SimulatedStore store, int asOf) {
        int step = transaction.steps++;
        if (transaction.appends[step]) {
            store.append(transaction.keys[step], transaction.values[step]);
        } else {
            store.read(transaction.keys[step], asOf, transaction.read);
        }
        transaction.ends[step] = transaction.read.size();
    }

    private void proceedFlawed(Client client) {
        Transaction transaction = client.open;
        client.isDone = true;
        client.outcome = settings.flaw() == Flaw.DIRTY_READ ? OperationType.FAIL : OperationType.OK;
        switch (settings.flaw()) {
            case READ_SKEW -> {
                store.begin();
                step(transaction, store, Integer.MAX_VALUE);
                client.isDone = transaction.steps == transaction.keys.length;
            }
            case WRITE_SKEW -> snapshotIsolated(transaction);
            case LOST_UPDATE -> {
                for (int step = 0; step < transaction.keys.length; step++) {
                    if (transaction.appends[step]) {
                        store.revert(transaction.keys[step], transaction.snapshot);
                    }
                }
                apply(transaction, store);
            }
            case STALE_READ -> readThenAppend(transaction, Math.max(0, transaction.snapshot - OLD));
            case SPLIT_BRAIN -> {
                other = splitFor > 0 ? other : store.fork(activeKeys);
                splitFor = SPLIT;
                apply(transaction, storeOf(client));
            }
            case DUPLICATE_RETRY -> {
                apply(transaction, store);
                transaction.steps = 0;
                transaction.read.shrinkTo(0);
                apply(transaction, store);
            }
            case LOST_WRITE -> apply(transaction, store.fork(transaction.keys));
            case DIRTY_READ, NONE -> apply(transaction, store);
        }
    }

    /** A snapshot of the time when it was invoked, unless what it appends to has changed since. */
    private void snapshotIsolated(Transaction transaction) {
        boolean conflicts = false;
        for (int step = 0; step < transaction.keys.length; step++) {
            conflicts |=
                    transaction.appends[step] && store.isChangedSince(transaction.keys[step], transaction.snapshot);
        }
        if (conflicts) {
            apply(transaction, store);
        } else {
            readThenAppend(transaction, transaction.snapshot);
        }
    }

    /** Reads what was there after a commit, and its own appends. */
    private void readThenAppend(Transaction transaction, int asOf) {
        SimulatedStore snapshot = store.fork(transaction.keys);
        for (int key : transaction.keys) {
            snapshot.revert(key, asOf);
        }
        apply(transaction, snapshot);
        store.begin();
        for (int step = 0; step < transaction.keys.length; step++) {
            if (transaction.appends[step]) {
                store.append(transaction.keys[step], transaction.values[step]);
            }
        }
    }

    private void complete(Client client) {
        tell(client, client.outcome);
        client.open = null;
        if (client.outcome == OperationType.INFO) {
            client.process += settings.clients();
        }
    }

    private void tell(Client client, OperationType type) {
        Transaction transaction = client.open;
        raw.begin(type, client.process, time);
        raw.beginValue();
        for (int step = 0; step < transaction.keys.length; step++) {
            if (transaction.appends[step]) {
                raw.values.add(transaction.values[step]);
                raw.addAppend(transaction.keys[step]);
            } else {
                raw.values.addAll(transaction.read, step == 0 ? 0 : transaction.ends[step - 1], transaction.ends[step]);
                raw.addRead(transaction.keys[step]);
            }
        }
        try {
            builder.add(raw);
        } catch (HistoryException e) {
            throw new AssertionError("the generator keeps to the format", e);
        }
    }
}
