package dev.quorate.impl.report;

/**
 * A part of the page.
 *
 * @param id of its anchor
 * @param about what is asked, and what the answer means
 * @param sentence what came out, in short
 * @param command that makes it
 */
public record Chapter(String id, String title, String about, State state, String sentence, String command, Html body) {
    /** What is known of it. */
    public enum State {
        GOOD("as it should be"),
        BAD("NOT as it should be"),
        /** There is nothing that it has to be. */
        MEASURED("measured here"),
        MISSING("not measured here");

        private final String words;

        State(String words) {
            this.words = words;
        }

        static State of(boolean good) {
            return good ? GOOD : BAD;
        }

        /** For people. */
        public String words() {
            return words;
        }
    }

    /** Of which nothing is known. */
    static Chapter missing(String id, String title, String about, String command) {
        return new Chapter(id, title, about, State.MISSING, "not measured here yet", command, Html.missing(command));
    }
}
