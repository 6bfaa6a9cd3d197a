package dev.quorate.impl.campaign;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.impl.raft.LogPosition;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A scenario as people write it: the servers, then acts, each at the beginning of a line, and below it, indented, what
 * the server is expected to do. The last line says what is expected of all. {@code #} begins a comment.
 *
 * <pre>
 * servers n1 n2 n3
 * logs n2 1/1
 *
 * n1: timeout
 *   Timeout: Candidate, term 2, vote n1, votes {n1}, log 0/0
 *   sends n1 -> n2: RequestVoteRequest 2 log 0/0
 *   sends n1 -> n3: RequestVoteRequest 2 log 0/0
 * n1 -> n2: RequestVoteRequest 2 log 0/0
 *   HandleRequestVoteRequest: Follower, term 2, vote none, votes {}, log 1/1
 *   sends n2 -> n1: RequestVoteResponse 2 refused
 * n2: restart
 *   Restart: Follower, term 2, vote none, votes {}, log 1/1
 *
 * ACCEPTED
 * </pre>
 *
 * @param expected the lines of the conversation, each with its number
 */
public record ScenarioFile(Path file, Scenario scenario, ImmutableList<Line> expected) {
    private static final int MOST_SERVERS = 15;

    /** A line that says something. */
    record Line(int number, String text) {}

    /** Where a conversation is not as the file has it. */
    public record Surprise(Path file, int line, String expected, String found) {}

    /**
     * Reads it.
     *
     * @throws ScenarioException if it is no scenario
     * @throws IOException if it cannot be read
     */
    public static ScenarioFile read(Path file) throws IOException, ScenarioException {
        if (Files.isDirectory(file)) {
            throw new ScenarioException(file.toString(), 1, "is a folder, not a scenario");
        }
        Reading reading = new Reading(file.toString());
        try {
            List<String> lines = Files.readAllLines(file);
            for (int n = 0; n < lines.size(); n++) {
                reading.line(n + 1, lines.get(n).stripTrailing());
            }
            return new ScenarioFile(file, reading.scenario(lines.size()), ImmutableList.copyOf(reading.expected));
        } catch (CharacterCodingException e) {
            throw new ScenarioException(file.toString(), 1, "is not text in UTF-8");
        }
    }

    /** The first line that is not as expected, if one is not. */
    public Optional<Surprise> surprise(Conversation conversation) {
        List<String> found =
                conversation.lines().stream().filter(line -> !line.isEmpty()).toList();
        int lastLine = expected.get(expected.size() - 1).number;
        for (int n = 0; n < Math.max(found.size(), expected.size()); n++) {
            String is = n < found.size() ? found.get(n) : "nothing more";
            Line line = n < expected.size() ? expected.get(n) : new Line(lastLine + 1, "nothing more");
            if (!is.equals(line.text)) {
                return Optional.of(new Surprise(file, line.number, line.text, is));
            }
        }
        return Optional.empty();
    }

    /** Reads line by line. */
    private static final class Reading {
        private final String file;
        private final TreeMap<String, LogPosition> logs = new TreeMap<>();
        private final List<Act> acts = new ArrayList<>();
        private final List<Line> expected = new ArrayList<>();
        private boolean ended;

        Reading(String file) {
            this.file = file;
        }

        void line(int number, String text) throws ScenarioException {
            if (text.isEmpty() || text.startsWith("#")) {
                return;
            }
            expected.add(new Line(number, text));
            if (ended) {
                throw new ScenarioException(file, number, "the scenario has ended before this line");
            } else if (logs.isEmpty()) {
                servers(number, text);
            } else if (text.startsWith("logs ") && acts.isEmpty()) {
                logs(number, text.substring("logs ".length()));
            } else if (text.equals("ACCEPTED") || text.startsWith("FAILED ")) {
                ended = true;
            } else if (!text.startsWith(Conversation.INDENT)) {
                act(number, text);
            } else if (acts.isEmpty()) {
                throw new ScenarioException(file, number, "nothing has happened yet that this could come of");
            }
        }

        private void servers(int number, String text) throws ScenarioException {
            List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(text);
            if (words.size() < 2
                    || words.size() > MOST_SERVERS + 1
                    || !words.get(0).equals("servers")) {
                throw new ScenarioException(
                        file, number, "expected 1 to " + MOST_SERVERS + " servers, as in \"servers n1 n2 n3\"");
            }
            for (String server : words.subList(1, words.size())) {
                if (!server.matches("\\w{1,20}") || logs.put(server, LogPosition.EMPTY) != null) {
                    throw new ScenarioException(file, number, server + " is no name of another server");
                }
            }
        }

        private void logs(int number, String text) throws ScenarioException {
            for (String entry : Splitter.on(", ").split(text)) {
                int space = entry.indexOf(' ');
                Optional<LogPosition> log = ScenarioText.log(entry.substring(space + 1));
                if (space < 0 || log.isEmpty()) {
                    throw new ScenarioException(
                            file, number, "expected where logs end, as in \"logs n1 2/3, n2 0/0\": term/index");
                }
                known(number, entry.substring(0, space));
                logs.put(entry.substring(0, space), log.get());
            }
        }

        private void act(int number, String text) throws ScenarioException {
            Act act = ScenarioText.act(text)
                    .orElseThrow(() -> new ScenarioException(
                            file,
                            number,
                            "expected an act, as in \"n1: timeout\" or \"n1 -> n2: AppendEntriesRequest 3\""));
            known(number, act.server());
            if (act.cause() instanceof Act.Arrival arrival) {
                known(number, arrival.message().from());
            }
            acts.add(act);
        }

        private void known(int number, String server) throws ScenarioException {
            if (!logs.containsKey(server)) {
                throw new ScenarioException(file, number, server + " is none of the servers");
            }
        }

        Scenario scenario(int lines) throws ScenarioException {
            if (!ended) {
                throw new ScenarioException(
                        file, Math.max(1, lines), "the last line is missing: ACCEPTED, or FAILED and how");
            }
            return new Scenario(ImmutableSortedMap.copyOf(logs), ImmutableList.copyOf(acts));
        }
    }
}
