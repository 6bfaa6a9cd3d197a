package dev.quorate.impl.campaign;

import java.util.Optional;

/**
 * What goes wrong in the middle of a step.
 *
 * @param sends how many messages leave first; only of {@link Kind#CRASH_AFTER_SENDS}
 */
public record Mishap(Kind kind, int sends) {
    /** What it is. */
    public enum Kind {
        DISK_FAILS("the disk fails"),
        DISK_FAILS_AFTERWARDS("the disk fails, but has the record"),
        CRASH_BEFORE_RECORD("crash before the record"),
        CRASH_AFTER_RECORD("crash, but the record is there"),
        CRASH_AFTER_SENDS("crash after messages: ");

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    static Mishap of(Kind kind) {
        return new Mishap(kind, 0);
    }

    /** Whether the disk fails or the machine stops at the write of the record. */
    boolean isAtWrite() {
        return kind != Kind.CRASH_AFTER_SENDS;
    }

    /** Whether the record of such a write is found later. */
    boolean keepsRecord() {
        return kind == Kind.DISK_FAILS_AFTERWARDS || kind == Kind.CRASH_AFTER_RECORD;
    }

    boolean isOfDisk() {
        return kind == Kind.DISK_FAILS || kind == Kind.DISK_FAILS_AFTERWARDS;
    }

    /** What {@link #toString} wrote. */
    static Optional<Mishap> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (kind != Kind.CRASH_AFTER_SENDS && kind.text.equals(text)) {
                return Optional.of(of(kind));
            }
        }
        String count = text.startsWith(Kind.CRASH_AFTER_SENDS.text)
                ? text.substring(Kind.CRASH_AFTER_SENDS.text.length())
                : "";
        return count.matches("\\d{1,3}")
                ? Optional.of(new Mishap(Kind.CRASH_AFTER_SENDS, Integer.parseInt(count)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return kind.text + (kind == Kind.CRASH_AFTER_SENDS ? Integer.toString(sends) : "");
    }
}
