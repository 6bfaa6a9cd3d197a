package dev.quorate.conformance.tla.compiled;

import dev.quorate.conformance.tla.Coverage;
import dev.quorate.conformance.tla.Coverage.Kind;
import dev.quorate.conformance.tla.Coverage.Place;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.compiled.Expression.Formula;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import tla2sany.semantic.SemanticNode;

/** Where the code of an action remembers that it came by: a flag per place, which costs next to nothing. */
class Places {
    /** For formulas of which nobody wants to know. */
    static final Places IGNORED = new Places(node -> new Source("", 0, 0, "")) {
        @Override
        Expression guard(SemanticNode node, Expression formula) {
            return formula;
        }

        @Override
        Expression branch(String lead, SemanticNode node, Expression arm) {
            return arm;
        }
    };

    private static final Comparator<Source> AS_WRITTEN =
            Comparator.comparing(Source::module).thenComparing(Source::line).thenComparing(Source::column);

    private final Function<SemanticNode, Source> sources;
    private final List<Seen> all = new ArrayList<>();

    /** A place, and what was seen of it. */
    private static final class Seen {
        private final Kind kind;
        private final Source source;
        private boolean isTrue;
        private boolean isFalse;

        Seen(Kind kind, Source source) {
            this.kind = kind;
            this.source = source;
        }
    }

    /** @param sources tell the text of a node */
    Places(Function<SemanticNode, Source> sources) {
        this.sources = sources;
    }

    private Seen place(Kind kind, String lead, SemanticNode node) {
        Source at = sources.apply(node);
        Seen place = new Seen(kind, new Source(at.module(), at.line(), at.column(), lead + at.text()));
        all.add(place);
        return place;
    }

    /** What stands before an arm of {@code IF condition}. */
    String lead(SemanticNode condition, String then) {
        return "IF " + sources.apply(condition).text() + " " + then + " ";
    }

    /** The same formula, which remembers what it was. One that is always the same decides nothing. */
    Expression guard(SemanticNode node, Expression formula) {
        if (formula instanceof Expression.Constant) {
            return formula;
        }
        Seen seen = place(Kind.GUARD, "", node);
        return new Formula() {
            @Override
            boolean truth(Frame f) {
                boolean truth = formula.truth(f);
                if (truth) {
                    seen.isTrue = true;
                } else {
                    seen.isFalse = true;
                }
                return truth;
            }
        };
    }

    /** @param lead what to tell before the text of the arm */
    Expression branch(String lead, SemanticNode node, Expression arm) {
        Seen seen = place(Kind.BRANCH, lead, node);
        return new Delegate() {
            @Override
            Expression chosen(Frame f) {
                seen.isTrue = true;
                return arm;
            }
        };
    }

    /** @param lead what to tell before the text of the arm */
    ActionCode branch(String lead, SemanticNode node, ActionCode arm) {
        Seen seen = place(Kind.BRANCH, lead, node);
        return new ActionCode() {
            @Override
            void run(Frame f) {
                seen.isTrue = true;
                arm.run(f);
            }
        };
    }

    int size() {
        return all.size();
    }

    /** Leaves out all places but the first so many. */
    void shrinkTo(int size) {
        all.subList(size, all.size()).clear();
    }

    /** Forgets what was seen, as while the code was made. */
    void reset() {
        all.forEach(place -> {
            place.isTrue = false;
            place.isFalse = false;
        });
    }

    /** What was seen so far, for {@link Coverage}, in the order of the text. */
    Stream<Place> seen(String action) {
        return all.stream()
                .sorted(Comparator.comparing(p -> p.source, AS_WRITTEN))
                .map(p -> new Place(p.kind, action, p.source, p.isTrue, p.isFalse));
    }
}
