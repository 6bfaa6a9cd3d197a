package dev.quorate.conformance.view;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.trace.Value;
import dev.quorate.conformance.view.Excerpt.Step;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A short run as a sequence diagram of Mermaid, which an issue or an e-mail can hold. An arrow stands where its message
 * is received; one that was never received ends in a cross, below the step that sent it.
 */
public final class MermaidText {
    private static final String INDENT = "    ";

    private final ViewedRun run;
    private final ViewDescription view;
    private final Excerpt excerpt;
    private final ImmutableList<String> nodes;
    private final ImmutableList.Builder<String> lines = ImmutableList.builder();

    private MermaidText(ViewedRun run, ViewDescription view, Excerpt excerpt) {
        this.run = run;
        this.view = view;
        this.excerpt = excerpt;
        this.nodes = run.header().nodes().asList();
    }

    /**
     * The diagram, a line each.
     *
     * @param most steps that are drawn: if there are more, those that end with the one that the verdict is about, or the
     *     first ones, and a note that says so
     * @throws ViewException if there is a description of the view that is none
     */
    public static ImmutableList<String> of(ViewedRun run, int most)
            throws IOException, TraceException, SpecificationException {
        ViewDescription view = ViewDescription.beside(run.module(), run.specification());
        MermaidText text = new MermaidText(run, view, Excerpt.of(run, view, most));
        text.diagram();
        return text.lines.build();
    }

    private void diagram() {
        lines.add("sequenceDiagram");
        for (String node : nodes) {
            add("participant " + id(node) + (id(node).equals(node) ? "" : " as " + escaped(node)));
        }
        if (run.blamed().equals(Optional.of(ViewedRun.NOWHERE))) {
            note(id(nodes.get(0)), "the beginning " + problem());
        }
        boolean endsWithBlamed = run.blamed().isPresent();
        if (excerpt.isCut() && endsWithBlamed) {
            cut();
        }
        excerpt.steps().forEach(this::step);
        if (excerpt.isCut() && !endsWithBlamed) {
            cut();
        }
    }

    private void cut() {
        String whom = id(nodes.get(0)) + (nodes.size() == 1 ? "" : "," + id(Iterables.getLast(nodes)));
        ImmutableList<Step> drawn = excerpt.steps();
        note(
                whom,
                String.format(
                        Locale.ROOT,
                        "cut: of %,d steps these are %,d, from step %,d to step %,d",
                        excerpt.ofSteps(),
                        drawn.size(),
                        drawn.get(0).number() + 1,
                        Iterables.getLast(drawn).number() + 1));
    }

    private void step(Step step) {
        String node = step.event().node();
        boolean isBlamed = run.blamed().equals(Optional.of(step.number()));
        if (isBlamed) {
            add("rect rgb(255, 214, 209)");
        }
        ImmutableList<Value> received = run.specification().received(step.event());
        for (int n = 0; n < received.size(); n++) {
            Optional<String> sender = step.senders().get(n);
            arrow(sender.orElse(node), "->>", node, received.get(n), sender.isPresent() ? "" : ", never sent");
        }
        note(id(node), told(step));
        for (Value message : step.event().sent()) {
            if (!excerpt.arrived(message, step)) {
                arrow(node, "-x", target(message).orElse(node), message, "");
            }
        }
        if (isBlamed) {
            note(id(node), problem());
            add("end");
        }
    }

    private static String told(Step step) {
        String changes = step.changes().entrySet().stream()
                .map(change -> change.getKey() + " " + BriefText.of(change.getValue()))
                .collect(joining(", "));
        String name = String.format(
                Locale.ROOT, "%,d. %s", step.number() + 1, step.event().action());
        return changes.isEmpty() ? name : name + ": " + changes;
    }

    private String problem() {
        return run.verdict()
                .divergence()
                .map(divergence -> "REJECTED: " + divergence.problem())
                .or(() -> run.verdict().claim().map(claim -> "violates " + claim.property()))
                .or(() -> run.verdict().undecided())
                .orElseThrow();
    }

    private Optional<String> target(Value message) {
        return view.to(message)
                .filter(to -> to instanceof Value.Str)
                .map(to -> ((Value.Str) to).value())
                .filter(nodes::contains);
    }

    private void arrow(String from, String line, String to, Value message, String remark) {
        add(id(from) + line + id(to) + ": " + escaped(label(message, from, to) + remark));
    }

    /** What a message is, with its other fields but for those that the arrow shows. */
    private String label(Value message, String from, String to) {
        if (!(message instanceof Value.Rec rec)) {
            return BriefText.of(message);
        }
        Stream<String> type = view.type(message).map(BriefText::of).stream();
        Stream<String> others = rec.fields().entrySet().stream()
                .filter(field -> !field.getKey().equals(view.messageField("type")))
                .filter(field -> !field.getValue().equals(Value.of(from))
                        && !field.getValue().equals(Value.of(to)))
                .map(field -> field.getKey() + " " + BriefText.of(field.getValue()));
        return Stream.concat(type, others).collect(joining(", "));
    }

    private void note(String whom, String text) {
        add("Note over " + whom + ": " + escaped(text));
    }

    private void add(String line) {
        lines.add(INDENT + line);
    }

    /** A name that Mermaid takes as it is. None of its keywords, as "end" or "loop", has a digit or one letter only. */
    private String id(String node) {
        boolean isPlain = node.matches("[A-Za-z]|[A-Za-z]+\\d+") && !node.matches("node\\d+");
        return isPlain ? node : "node" + nodes.indexOf(node);
    }

    /**
     * Mermaid ends a statement at a semicolon or a line end, begins a character's name with a number sign, and takes what
     * is in angle brackets for HTML.
     */
    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replaceAll("(?<!#35);", "#59;")
                .replace("<", "#lt;")
                .replace(">", "#gt;")
                .replaceAll("\\R", " ");
    }
}
