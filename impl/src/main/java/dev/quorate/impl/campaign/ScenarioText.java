package dev.quorate.impl.campaign;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.trace.Fields;
import dev.quorate.conformance.trace.TraceEvent;
import dev.quorate.conformance.trace.Value;
import dev.quorate.impl.raft.LogPosition;
import dev.quorate.impl.raft.Message;
import dev.quorate.impl.raft.Message.AppendEntriesRequest;
import dev.quorate.impl.raft.Message.AppendEntriesResponse;
import dev.quorate.impl.raft.Message.RequestVoteRequest;
import dev.quorate.impl.raft.Message.RequestVoteResponse;
import dev.quorate.impl.server.RaftForm;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How acts and what comes of them are written. What is read here has been written here, or by a person like it. */
final class ScenarioText {
    private static final String NUMBER = "\\d{1,9}";
    private static final Pattern LOG = Pattern.compile("(" + NUMBER + ")/(" + NUMBER + ")");
    private static final Pattern ACT = Pattern.compile("(\\S+?)(?: -> (\\S+))?: ([^;]+)(?:; (.+))?");
    private static final String TIMEOUT = "timeout";
    private static final String RESTART = "restart";
    private static final String POWER_LOSS = "loss of power, restart";

    private ScenarioText() {}

    static String of(LogPosition log) {
        return log.term() + "/" + log.index();
    }

    static String of(Act act) {
        String what = act.cause() instanceof Act.Arrival arrival
                ? of(arrival.message())
                : act.server() + ": "
                        + (act.cause() instanceof Act.Restart restart
                                ? restart.powerIsLost() ? POWER_LOSS : RESTART
                                : TIMEOUT);
        return what + act.mishap().map(mishap -> "; " + mishap).orElse("");
    }

    static String of(Message m) {
        String about = "";
        if (m instanceof RequestVoteRequest r) {
            about = " log " + of(r.lastLog());
        } else if (m instanceof RequestVoteResponse r) {
            about = r.granted() ? " granted" : " refused";
        } else if (m instanceof AppendEntriesResponse r) {
            about = r.success() ? " success" : " failure";
        }
        return m.from() + " -> " + m.to() + ": " + m.getClass().getSimpleName() + " " + m.term() + about;
    }

    /** A step: what the server is after it, and what it sends. */
    static ImmutableList<String> of(TraceEvent step) {
        return ImmutableList.<String>builder()
                .add(step.action() + ": " + row(step.state()))
                .addAll(step.sent().stream()
                        .map(m -> "sends " + of(RaftForm.message(m)))
                        .collect(toImmutableList()))
                .build();
    }

    private static String row(Fields row) {
        Fields log = ((Value.Rec) row.get("lastLog")).fields();
        return plain(row.get("role")) + ", term " + row.get("currentTerm") + ", vote " + plain(row.get("votedFor"))
                + ", votes "
                + ((Value.SetOf) row.get("votesGranted"))
                        .elements().stream().map(ScenarioText::plain).collect(Collectors.joining(" ", "{", "}"))
                + ", log " + log.get("term") + "/" + log.get("index");
    }

    private static String plain(Value value) {
        return value instanceof Value.Str string ? string.value() : value.toString();
    }

    static Optional<LogPosition> log(String text) {
        Matcher log = LOG.matcher(text);
        return log.matches()
                ? Optional.of(new LogPosition(Long.parseLong(log.group(1)), Long.parseLong(log.group(2))))
                : Optional.empty();
    }

    /** The act that is written so; nothing if it is none. */
    static Optional<Act> act(String text) {
        Matcher act = ACT.matcher(text);
        if (!act.matches()) {
            return Optional.empty();
        }
        Optional<Mishap> mishap = Optional.ofNullable(act.group(4)).flatMap(Mishap::parse);
        if (act.group(4) != null && mishap.isEmpty()) {
            return Optional.empty();
        }
        Optional<Act> plain = act.group(2) == null
                ? cause(act.group(3)).map(cause -> Act.of(act.group(1), cause))
                : message(act.group(1), act.group(2), Splitter.on(' ').splitToList(act.group(3)))
                        .map(message -> Act.of(act.group(2), new Act.Arrival(message)));
        return plain.map(a -> mishap.map(a::withMishap).orElse(a));
    }

    private static Optional<Act.Cause> cause(String text) {
        return switch (text) {
            case TIMEOUT -> Optional.of(new Act.Timeout());
            case RESTART -> Optional.of(new Act.Restart(false));
            case POWER_LOSS -> Optional.of(new Act.Restart(true));
            default -> Optional.empty();
        };
    }

    private static Optional<Message> message(String from, String to, List<String> words) {
        if (words.size() < 2 || !words.get(1).matches(NUMBER)) {
            return Optional.empty();
        }
        long term = Long.parseLong(words.get(1));
        String about = String.join(" ", words.subList(2, words.size()));
        return switch (words.get(0)) {
            case "RequestVoteRequest" ->
                Optional.of(about)
                        .filter(a -> a.startsWith("log "))
                        .flatMap(a -> log(a.substring(4)))
                        .map(log -> new RequestVoteRequest(term, from, to, log));
            case "RequestVoteResponse" ->
                truth(about, "granted", "refused").map(granted -> new RequestVoteResponse(term, from, to, granted));
            case "AppendEntriesRequest" ->
                Optional.of(about).filter(String::isEmpty).map(a -> new AppendEntriesRequest(term, from, to));
            case "AppendEntriesResponse" ->
                truth(about, "success", "failure").map(success -> new AppendEntriesResponse(term, from, to, success));
            default -> Optional.empty();
        };
    }

    private static Optional<Boolean> truth(String text, String yes, String no) {
        return text.equals(yes) ? Optional.of(true) : text.equals(no) ? Optional.of(false) : Optional.empty();
    }
}
