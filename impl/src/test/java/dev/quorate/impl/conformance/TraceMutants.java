package dev.quorate.impl.conformance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.quorate.conformance.trace.Value;
import dev.quorate.conformance.trace.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A trace of Raft with one fault in it, drawn from a seed. The steps of each server are numbered anew, so that the
 * fault is one of the run and not one of the format.
 */
final class TraceMutants {
    /** What is done to one line, or to the order of the lines. */
    enum Kind {
        TERM,
        VOTE,
        ROLE,
        VOTES_GRANTED,
        PARAMETER,
        RECEIVED_FIELD,
        SENT_FIELD,
        LINE_DROPPED,
        LINE_DOUBLED,
        NEIGHBOURS_SWAPPED,
        LINE_MOVED,
        SENT_DROPPED,
        SENT_ADDED,
        SENT_DOUBLED,
        NODE
    }

    /**
     * A trace with a fault.
     *
     * @param what was changed, in words
     * @param lines without line ends, the header first
     */
    record Mutant(Kind kind, String what, ImmutableList<String> lines) {
        String text() {
            return String.join("\n", lines) + "\n";
        }
    }

    private static final ImmutableList<String> ROLES = ImmutableList.of("Follower", "Candidate", "Leader");
    private static final ImmutableList<String> TYPES = ImmutableList.of(
            "RequestVoteRequest", "RequestVoteResponse", "AppendEntriesRequest", "AppendEntriesResponse");
    /** Fields that are an object even where that is empty, which as a value is written as a sequence. */
    private static final ImmutableSet<String> OBJECTS = ImmutableSet.of("params", "state");

    private final Random random;
    private final ImmutableList<String> servers;
    /** The lines after the header, by their fields. */
    private final List<Map<String, Value>> events;

    private TraceMutants(List<String> lines, long seed) {
        this.random = new Random(seed);
        this.servers = ImmutableList.copyOf(
                fields(fields(read(lines.get(0))).get("init")).keySet());
        this.events = lines.stream()
                .skip(1)
                .map(line -> (Map<String, Value>) new LinkedHashMap<>(fields(read(line))))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    /** The mutant of a trace that a seed decides, among all kinds. */
    static Mutant of(List<String> lines, long seed) {
        Random kinds = new Random(~seed);
        while (true) {
            Optional<Mutant> mutant = of(Kind.values()[kinds.nextInt(Kind.values().length)], lines, kinds.nextLong());
            if (mutant.isPresent()) {
                return mutant.get();
            }
        }
    }

    /** The mutant of one kind that a seed decides; nothing if no line has what is to be changed. */
    static Optional<Mutant> of(Kind kind, List<String> lines, long seed) {
        TraceMutants trace = new TraceMutants(lines, seed);
        ImmutableList<String> before = trace.lines(lines.get(0));
        return trace.change(kind)
                .map(what -> new Mutant(kind, what, trace.lines(lines.get(0))))
                .filter(mutant -> !mutant.lines.equals(before));
    }

    private Optional<String> change(Kind kind) {
        return switch (kind) {
            case TERM -> row("currentTerm", this::otherNumber);
            case VOTE -> row("votedFor", vote -> otherThan(vote, Stream.concat(servers.stream(), Stream.of("none"))));
            case ROLE -> row("role", role -> otherThan(role, ROLES.stream()));
            case VOTES_GRANTED -> row("votesGranted", this::oneMoreOrLess);
            case PARAMETER ->
                any(has("params", "i")).map(n -> in(n, "params", "i", i -> otherThan(i, servers.stream())));
            case RECEIVED_FIELD -> any(has("params", "m")).map(n -> in(n, "params", "m", this::otherMessage));
            case SENT_FIELD -> any(this::sends).map(n -> sent(n, this::withOneChanged));
            case SENT_DROPPED -> any(this::sends).map(n -> sent(n, this::withOneLess));
            case SENT_DOUBLED -> any(this::sends).map(n -> sent(n, this::withOneTwice));
            case SENT_ADDED -> any(e -> true).map(n -> sent(n, this::withOneOfAnotherLine));
            case NODE ->
                any(e -> true)
                        .map(n -> replace(n, "node", otherThan(events.get(n).get("node"), servers.stream())));
            case LINE_DROPPED -> any(e -> true).map(this::drop);
            case LINE_DOUBLED -> any(e -> true).map(this::twice);
            case NEIGHBOURS_SWAPPED -> any(e -> e != events.get(0)).map(n -> move(n, n - 1));
            case LINE_MOVED -> any(e -> true).map(n -> move(n, random.nextInt(events.size())));
        };
    }

    // Lines

    private Optional<Integer> any(Predicate<Map<String, Value>> kind) {
        List<Integer> those = IntStream.range(0, events.size())
                .filter(n -> kind.test(events.get(n)))
                .boxed()
                .toList();
        return those.isEmpty() ? Optional.empty() : Optional.of(those.get(random.nextInt(those.size())));
    }

    private static Predicate<Map<String, Value>> has(String field, String inner) {
        return event -> fields(event.get(field)).containsKey(inner);
    }

    private boolean sends(Map<String, Value> event) {
        return !((Value.Seq) event.get("sent")).elements().isEmpty();
    }

    private String drop(int n) {
        events.remove(n);
        return "line " + number(n) + " dropped";
    }

    private String twice(int n) {
        events.add(n + 1, new LinkedHashMap<>(events.get(n)));
        return "line " + number(n) + " once more after it";
    }

    private String move(int from, int to) {
        events.add(to, events.remove(from));
        return "line " + number(from) + " becomes line " + number(to);
    }

    private static int number(int event) {
        return event + 2;
    }

    // Fields of a line

    private interface Change {
        Value of(Value old);
    }

    private Optional<String> row(String variable, Change change) {
        return any(has("state", variable)).map(n -> in(n, "state", variable, change));
    }

    private String in(int n, String field, String inner, Change change) {
        Map<String, Value> all = new LinkedHashMap<>(fields(events.get(n).get(field)));
        Value old = all.get(inner);
        all.put(inner, change.of(old));
        events.get(n).put(field, Value.record(all));
        return "line %d: %s.%s %s becomes %s".formatted(number(n), field, inner, old, all.get(inner));
    }

    private String replace(int n, String field, Value value) {
        Value old = events.get(n).put(field, value);
        return "line %d: %s %s becomes %s".formatted(number(n), field, old, value);
    }

    private interface SentChange {
        ImmutableList<Value> of(ImmutableList<Value> sent);
    }

    private String sent(int n, SentChange change) {
        Value.Seq sent = (Value.Seq) events.get(n).get("sent");
        return replace(n, "sent", new Value.Seq(change.of(sent.elements())));
    }

    private ImmutableList<Value> withOneChanged(ImmutableList<Value> sent) {
        int which = random.nextInt(sent.size());
        return IntStream.range(0, sent.size())
                .mapToObj(n -> n == which ? otherMessage(sent.get(n)) : sent.get(n))
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Value> withOneLess(ImmutableList<Value> sent) {
        int which = random.nextInt(sent.size());
        return IntStream.range(0, sent.size())
                .filter(n -> n != which)
                .mapToObj(sent::get)
                .collect(ImmutableList.toImmutableList());
    }

    private ImmutableList<Value> withOneTwice(ImmutableList<Value> sent) {
        return with(sent, sent.get(random.nextInt(sent.size())));
    }

    private ImmutableList<Value> withOneOfAnotherLine(ImmutableList<Value> sent) {
        List<Value> all = events.stream()
                .flatMap(event -> ((Value.Seq) event.get("sent")).elements().stream())
                .toList();
        return all.isEmpty() ? sent : with(sent, all.get(random.nextInt(all.size())));
    }

    private static ImmutableList<Value> with(ImmutableList<Value> sent, Value more) {
        return ImmutableList.<Value>builder().addAll(sent).add(more).build();
    }

    // Values

    private Value otherMessage(Value message) {
        Map<String, Value> fields = new LinkedHashMap<>(fields(message));
        List<String> names = ImmutableList.copyOf(fields.keySet());
        String name = names.get(random.nextInt(names.size()));
        Value old = fields.get(name);
        fields.put(
                name,
                old instanceof Value.Bool truth
                        ? Value.of(!truth.value())
                        : old instanceof Value.Int
                                ? otherNumber(old)
                                : otherThan(old, name.equals("type") ? TYPES.stream() : servers.stream()));
        return Value.record(fields);
    }

    private Value otherNumber(Value number) {
        int old = ((Value.Int) number).value();
        return Value.of(old == 0 || random.nextBoolean() ? old + 1 : old - 1);
    }

    private Value otherThan(Value old, Stream<String> all) {
        List<Value> others =
                all.<Value>map(Value::of).filter(v -> !v.equals(old)).toList();
        return others.isEmpty() ? old : others.get(random.nextInt(others.size()));
    }

    private Value oneMoreOrLess(Value set) {
        ImmutableSet<Value> old = ImmutableSet.copyOf(((Value.SetOf) set).elements());
        Value one = Value.of(servers.get(random.nextInt(servers.size())));
        return Value.set(Sets.symmetricDifference(old, ImmutableSet.of(one)));
    }

    // Text

    private static Value read(String line) {
        return ValueJson.decode(line.getBytes(UTF_8));
    }

    private static ImmutableMap<String, Value> fields(Value record) {
        return record instanceof Value.Rec rec ? ImmutableMap.copyOf(rec.fields()) : ImmutableMap.of();
    }

    private ImmutableList<String> lines(String header) {
        Map<Value, Long> seq = new HashMap<>();
        ImmutableList.Builder<String> lines = ImmutableList.<String>builder().add(header);
        for (Map<String, Value> event : events) {
            event.put("seq", Value.of(seq.merge(event.get("node"), 1L, Long::sum)));
            lines.add(event.entrySet().stream()
                    .map(field -> "\"" + field.getKey() + "\":" + json(field.getKey(), field.getValue()))
                    .collect(Collectors.joining(",", "{", "}")));
        }
        return lines.build();
    }

    private static String json(String field, Value value) {
        return OBJECTS.contains(field) && fields(value).isEmpty() ? "{}" : new String(ValueJson.encode(value), UTF_8);
    }
}
