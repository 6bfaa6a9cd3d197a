package dev.quorate.conformance.check;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.BehaviourText;
import dev.quorate.conformance.tla.BehaviourText.Bound;
import dev.quorate.conformance.tla.BehaviourText.Choice;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.TlaText;
import dev.quorate.conformance.trace.TraceHeader;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The module that says what the lines of a trace claim: what {@link TraceChecker} and {@link StepComparison} judge,
 * once more, in TLA+.
 *
 * @param exact whether the messages of a step can be told from an empty network
 */
record TlcExportRules(
        String file,
        TraceHeader header,
        Specification specification,
        State initial,
        BehaviourText text,
        boolean exact) {

    /** The definition that gives a constant its value. */
    static String constant(String name) {
        return "TraceConstant_" + name;
    }

    /** The name of a trace's file, for a comment. */
    static String fileName(String file) {
        return CharMatcher.inRange(' ', '~')
                .negate()
                .replaceFrom(String.valueOf(Path.of(file).getFileName()), '?');
    }

    String module() {
        return String.join("\n", head(), constants(), exact ? exactMessages() : newMessages(), actions(), step());
    }

    private String name() {
        return header.specification();
    }

    private String head() {
        return """
                ---- MODULE Trace ----
                \\* Does %1$s allow the trace %2$s?  Plain TLC answers, with what is in this folder:
                \\*
                \\*     java -cp tla2tools.jar tlc2.TLC Trace
                \\*
                \\* "No error has been found", with as many distinct states as the trace has lines, the header
                \\* included: %1$s allows every line, and what Trace.cfg asks holds in every state and step.
                \\*
                \\* "Deadlock reached": %1$s does not allow line TraceLine, as it stands in the last state printed.
                \\*
                \\* "Invariant ... is violated", "property ... is violated": it does not hold after line TraceLine - 1,
                \\* TraceLine as in the last state printed.%3$s
                \\*
                \\* Any other error: TLC cannot evaluate line TraceLine, as it stands in the last state printed.
                EXTENDS %1$s, TraceLines

                VARIABLE TraceLine      \\* The number of the line that is judged next; line 1 is the header.
                """.formatted(name(), fileName(file), claim());
    }

    private String claim() {
        return header.violates()
                        .map(property ->
                                "\n\\* This trace claims to end so: that its last line violates " + property + ".")
                        .orElse("")
                + text.propertiesOfBehaviours().stream()
                        .map(property -> "\n\\* (" + property + " is no property of a step, and is not asked.)")
                        .collect(Collectors.joining());
    }

    private String constants() {
        return """
                TraceNodes == %s
                """.formatted(TlaText.of(
                        Value.set(header.nodes().stream().map(Value::of).toList())))
                + header.constants().entrySet().stream()
                        .map(c -> constant(c.getKey()) + " == " + TlaText.of(c.getValue()) + "\n")
                        .collect(Collectors.joining());
    }

    private static final String SENT = """
            \\* MESSAGES.  What the step of a line sent, each message once.
            TraceSent(n) == LET sent == TraceLineAt(n).sent IN {sent[k] : k \\in DOMAIN sent}
            """;

    private String exactMessages() {
        return SENT + """
                TraceSentOnce ==
                    LET sent == TraceLineAt(TraceLine).sent
                    IN  \\A j, k \\in DOMAIN sent : j # k => sent[j] # sent[k]

                \\* %2$s holds everything ever sent.  A message that was sent before and is sent again would
                \\* not show in it.  So the action is evaluated where nothing was sent before: in it, %2$s is empty
                \\* before the step and what the line sent after it.  As the state after one step is the state before
                \\* the next, there is an instance for odd lines and one for even lines.
                TraceSentByOdd  == IF TraceLine %% 2 = 1 THEN {} ELSE TraceSent(TraceLine - 1)
                TraceSentByEven == IF TraceLine %% 2 = 0 THEN {} ELSE TraceSent(TraceLine - 1)
                TraceOdd  == INSTANCE %1$s WITH %2$s <- TraceSentByOdd
                TraceEven == INSTANCE %1$s WITH %2$s <- TraceSentByEven
                """.formatted(name(), header.network());
    }

    private String newMessages() {
        return SENT + """
                TraceSentOnce ==
                    LET sent == TraceLineAt(TraceLine).sent
                    IN  \\A j, k \\in DOMAIN sent : j # k /\\ sent[j] = sent[k] => sent[j] \\in %1$s

                \\* Some action of %2$s reads %1$s.  So messages are compared by what is new: one that was
                \\* sent before and is sent again, or is not, does not show.
                TraceSentIsNew ==
                    /\\ %1$s \\subseteq %1$s'
                    /\\ %1$s' \\ %1$s = TraceSent(TraceLine) \\ %1$s
                """.formatted(header.network(), name());
    }

    private String actions() {
        return "\\* ACTIONS, each by the node that its line names, with arguments that the next-state relation allows.\n"
                + specification.actions().values().stream().map(this::action).collect(Collectors.joining("\n"));
    }

    private static String step(ActionShape action) {
        return "TraceStep_" + action.name();
    }

    private String action(ActionShape action) {
        Choice choice = text.choices().get(action.name());
        ImmutableList.Builder<String> conjuncts = ImmutableList.builder();
        action.actor()
                .map(actor -> choice.arguments().get(action.params().indexOf(actor)))
                .ifPresent(symbol -> conjuncts.add("TraceNode = " + symbol));
        for (Bound bound : choice.bounds()) {
            conjuncts.add(bound.symbol() + " \\in " + enclosed(bound.range()));
        }
        String call = action.name() + (choice.arguments().isEmpty() ? "" : "(" + commas(choice.arguments()) + ")");
        conjuncts.add(exact ? "IF TraceLine % 2 = 1 THEN TraceOdd!" + call + " ELSE TraceEven!" + call : call);
        return conjuncts.build().stream()
                .map(conjunct -> "    /\\ " + conjunct + "\n")
                .collect(Collectors.joining(
                        "",
                        step(action) + "("
                                + commas(Stream.concat(Stream.of("TraceNode"), choice.arguments().stream())
                                        .toList()) + ") ==\n",
                        ""));
    }

    private String step() {
        return """
                \\* ROWS.  A row that the line does not claim is unchanged, and so are the rows of all other nodes.
                TraceRows(name, before, after) ==
                    LET line == TraceLineAt(TraceLine)
                    IN  \\A n \\in TraceNodes :
                            after[n] = IF n = line.node /\\ name \\in DOMAIN line.state
                                       THEN line.state[name] ELSE before[n]

                TraceStep ==
                    LET line == TraceLineAt(TraceLine)
                    IN  /\\ TraceLine < TraceEnd
                        /\\ TraceLine' = TraceLine + 1
                        /\\ TraceSentOnce
                %s
                TraceInit ==
                    /\\ TraceLine = 2
                %s
                TraceVars == <<TraceLine, %s>>

                \\* At the end of the trace, nothing is left to do, and that is no deadlock.
                TraceDone == TraceLine = TraceEnd /\\ UNCHANGED TraceVars

                TraceSpec == TraceInit /\\ [][TraceStep \\/ TraceDone]_TraceVars
                ====
                """.formatted(stepConjuncts(), initialConjuncts(), commas(specification.variables()));
    }

    private String stepConjuncts() {
        ImmutableList.Builder<String> conjuncts = ImmutableList.builder();
        if (exact) {
            conjuncts.add(header.network() + "' = " + header.network() + " \\cup TraceSent(TraceLine)");
        }
        conjuncts.add(specification.actions().values().stream()
                .map(action -> "line.action = \"" + action.name() + "\" -> " + call(action))
                .collect(Collectors.joining("\n               [] ", "CASE ", "")));
        if (!exact) {
            conjuncts.add("TraceSentIsNew");
        }
        specification.variables().stream()
                .filter(this::hasRows)
                .forEach(v -> conjuncts.add("TraceRows(\"" + v + "\", " + v + ", " + v + "')"));
        return conjuncts.build().stream()
                .map(conjunct -> "        /\\ " + conjunct + "\n")
                .collect(Collectors.joining());
    }

    private static String call(ActionShape action) {
        Stream<String> arguments = action.params().stream().map(param -> "line.params." + param);
        return step(action) + "("
                + commas(Stream.concat(Stream.of("line.node"), arguments).toList()) + ")";
    }

    /** A variable without rows, as a clock of all nodes together, is nothing that a line could claim. */
    private boolean hasRows(String variable) {
        return !variable.equals(header.network())
                && header.nodes().stream().allMatch(node -> initial.hasRow(variable, node));
    }

    private String initialConjuncts() {
        Stream<String> chosen = specification.variables().stream()
                .filter(variable -> header.init().values().stream().anyMatch(rows -> rows.containsKey(variable)))
                .map(variable -> variable + " = " + TlaText.of(chosen(variable)));
        return Stream.concat(chosen, text.initial().stream().map(TlcExportRules::enclosed))
                .map(conjunct -> "    /\\ " + conjunct + "\n")
                .collect(Collectors.joining());
    }

    /** What is more than a name keeps together, whatever it comes to stand beside. */
    private static String enclosed(String formula) {
        return formula.matches("\\w+") ? formula : "(" + formula + ")";
    }

    private Value chosen(String variable) {
        ImmutableMap.Builder<String, Value> rows = ImmutableMap.builder();
        for (Map.Entry<String, ImmutableMap<String, Value>> node : header.init().entrySet()) {
            rows.put(node.getKey(), node.getValue().get(variable));
        }
        return Value.record(rows.buildOrThrow());
    }

    private static String commas(Iterable<String> words) {
        return String.join(", ", words);
    }
}
