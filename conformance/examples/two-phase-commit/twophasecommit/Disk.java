package twophasecommit;

/** A disk, which outlives the node that writes it. */
final class Disk {
    private Stored stored = Stored.NOTHING;

    Stored read() {
        return stored;
    }

    void write(Stored record) {
        stored = record;
    }
}
