package dev.quorate.conformance.history;

import java.util.Locale;

/** What an operation says of its transaction. */
public enum OperationType {
    /** A client asks for the transaction. */
    INVOKE,
    /** It took effect, between its invocation and here. */
    OK,
    /** It did not take effect, and never will. */
    FAIL,
    /** Nobody knows: it may have taken effect, may do so later, or never. */
    INFO;

    /** The word of the format, for example {@code invoke}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The type of this word, or null. */
    static OperationType of(String word) {
        for (OperationType type : values()) {
            if (type.word().equals(word)) {
                return type;
            }
        }
        return null;
    }
}
