package dev.quorate.conformance.tla.tlc;

import com.google.common.base.Supplier;
import com.google.common.base.Suppliers;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.quorate.conformance.tla.ActionShape;
import dev.quorate.conformance.tla.BehaviourText;
import dev.quorate.conformance.tla.Binding;
import dev.quorate.conformance.tla.Clause;
import dev.quorate.conformance.tla.Coverage;
import dev.quorate.conformance.tla.PropertyWatch;
import dev.quorate.conformance.tla.Source;
import dev.quorate.conformance.tla.Specification;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.State;
import dev.quorate.conformance.tla.Violation;
import dev.quorate.conformance.tla.tlc.CallSite.Bound;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tla2sany.semantic.FormalParamNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.impl.Enumerable;
import tlc2.value.impl.ValueEnumeration;
import util.UniqueString;

/** A specification in TLC's own evaluator: the reference. */
public final class TlcSpecification implements Specification {
    private final Path work;
    private final ModuleFinder finder;
    private final FastTool tool;
    private final SourceText text;
    private final Evaluator evaluator;
    private final UniqueString network;
    private final ImmutableSet<String> variables;
    private final ImmutableMap<String, CallSite> sites;
    private final ImmutableMap<String, ActionShape> shapes;
    // Each trace asks for these, and the answer takes longer than the judgement of a short one.
    private final Supplier<Optional<Source>> otherRows = Suppliers.memoize(this::findOtherRows);
    private final Supplier<Optional<Source>> networkReader = Suppliers.memoize(this::findNetworkReader);

    /**
     * Loads the module {@code Judge} of the work folder.
     *
     * @param work deleted when this is closed
     */
    public TlcSpecification(SpecificationRequest request, Path work) throws SpecificationException {
        this.work = work;
        this.finder = new ModuleFinder(work, request.module().toAbsolutePath().getParent());
        this.text = new SourceText(finder);
        this.tool = Tools.load(request, work, "Judge", finder);
        this.evaluator = new Evaluator(tool, text);
        this.variables = Stream.of(TLCState.Empty.getVars())
                .sorted(Comparator.comparing(
                                (OpDeclNode variable) -> variable.getLocation().source())
                        .thenComparing(variable -> variable.getLocation().beginLine())
                        .thenComparing(variable -> variable.getLocation().beginColumn()))
                .map(OpDeclNode::getName)
                .map(UniqueString::toString)
                .collect(ImmutableSet.toImmutableSet());
        if (!variables.contains(request.network())) {
            throw SpecificationException.blaming(
                    "network", request.name() + " has no variable \"" + request.network() + "\"");
        }
        this.network = UniqueString.uniqueStringOf(request.network());
        this.sites = NextRelation.actions(tool.getNextStateSpec().pred, text);
        this.shapes = ImmutableMap.copyOf(Maps.transformValues(sites, this::shape));
    }

    private ActionShape shape(CallSite site) {
        ImmutableSet.Builder<String> received = ImmutableSet.builder();
        for (Bound bound : site.bounds()) {
            if (Tree.isVariable(bound.range(), network.toString())) {
                received.add(site.formalFor(bound.symbol()).getName().toString());
            }
        }
        return new ActionShape(
                site.name(),
                Stream.of(site.action().getParams())
                        .map(FormalParamNode::getName)
                        .map(UniqueString::toString)
                        .collect(ImmutableList.toImmutableList()),
                RowUse.actor(site.action()).map(f -> f.getName().toString()),
                received.build(),
                text.commentAbove(site.action()),
                text.head(site.action()));
    }

    @Override
    public ImmutableSet<String> variables() {
        return variables;
    }

    @Override
    public ImmutableMap<String, ActionShape> actions() {
        return shapes;
    }

    @Override
    public Optional<Source> otherRows() {
        return otherRows.get();
    }

    private Optional<Source> findOtherRows() {
        return sites.values().stream()
                .map(site -> OwnRow.otherUse(site, network.toString()))
                .flatMap(Optional::stream)
                .findFirst()
                .map(text::of);
    }

    /** TLC's evaluator does not tell. */
    @Override
    public Coverage coverage() {
        return Coverage.of(ImmutableList.of(), actions().keySet());
    }

    @Override
    public ImmutableMap<String, Source> uncompiled() {
        return ImmutableMap.of();
    }

    @Override
    public Optional<Source> networkReader() {
        return networkReader.get();
    }

    private Optional<Source> findNetworkReader() {
        NetworkUse use = new NetworkUse(network.toString());
        return sites.values().stream()
                .flatMap(site -> Stream.concat(rangesOverPart(site), use.otherUse(site.action()).stream()))
                .findFirst()
                .map(text::of);
    }

    /** The ranges that read the network and are not the network: in an empty one they would be empty too. */
    private Stream<SemanticNode> rangesOverPart(CallSite site) {
        return site.bounds().stream()
                .map(Bound::range)
                .filter(range -> !Tree.isVariable(range, network.toString())
                        && Tree.reads(range).contains(network.toString()));
    }

    @Override
    public BehaviourText text() throws SpecificationException {
        return new TlcBehaviourText(tool, finder, text, work, sites);
    }

    @Override
    public State initialState(Map<String, ? extends Map<String, Value>> choices) throws SpecificationException {
        TLCState chosen = TLCState.Empty.createEmpty();
        for (String variable : variables) {
            ImmutableMap.Builder<Value, Value> rows = ImmutableMap.builder();
            choices.forEach((node, row) -> {
                if (row.containsKey(variable)) {
                    rows.put(Value.of(node), row.get(variable));
                }
            });
            if (!rows.buildOrThrow().isEmpty()) {
                chosen = chosen.bind(
                        UniqueString.uniqueStringOf(variable),
                        TlcValues.ifHeld(Value.function(rows.buildOrThrow()))
                                .orElseThrow(() -> new SpecificationException("TLC can hold no such rows of " + variable
                                        + ": it does not compare values of different kinds")));
            }
        }
        StateVec found = InitialStates.from(tool, evaluator, chosen);
        if (found.size() != 1) {
            throw new SpecificationException(
                    found.size() == 0
                            ? "no initial state of the specification has these rows, with these constants"
                            : "the specification has several initial states with these rows");
        }
        if (!TlcState.isSet(found.elementAt(0).lookup(network))) {
            throw SpecificationException.blaming("network", network + " is no set");
        }
        return TlcState.of(found.elementAt(0), network);
    }

    @Override
    public ImmutableList<State> successors(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        CallSite site = sites.get(action);
        TLCState state = ((TlcState) before).tlc();
        if (!withinBounds(site, state, arguments)) {
            return ImmutableList.of();
        }
        Context context = context(site, arguments);
        Action bound = new Action(site.action().getBody(), context, site.action());
        StateVec next = evaluator.at(site.action(), () -> tool.getNextStates(bound, state));
        ImmutableList.Builder<State> successors = ImmutableList.builder();
        for (int n = 0; n < next.size(); n++) {
            if (!next.elementAt(n).allAssigned()) {
                throw new SpecificationException(text.head(site.action()).place() + ": " + action
                        + " does not say what becomes of " + unassigned(next.elementAt(n)));
            }
            TLCState successor = next.elementAt(n);
            if (!evaluator.at(site.action(), () -> TlcState.isSet(successor.lookup(network)))) {
                throw new SpecificationException(
                        text.head(site.action()).place() + ": " + network + " is no finite set after " + action);
            }
            successors.add(evaluator.at(site.action(), () -> TlcState.of(successor, network)));
        }
        return successors.build();
    }

    private static String unassigned(TLCState successor) {
        return successor.getUnassigned().stream()
                .map(variable -> variable.getName().toString())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private boolean withinBounds(CallSite site, TLCState state, Map<String, Value> arguments)
            throws SpecificationException {
        Context context = Context.Empty;
        for (Bound bound : site.bounds()) {
            Optional<tlc2.value.impl.Value> value = TlcValues.ifHeld(argument(site, bound, arguments));
            if (value.isEmpty()) {
                return false;
            }
            if (!Tree.isVariable(bound.range(), network.toString())) {
                tlc2.value.impl.Value range = evaluator.value(bound.range(), context, state, state);
                if (!TlcValues.isMember(value.get(), range)) {
                    return false;
                }
            }
            context = context.cons(bound.symbol(), value.get());
        }
        return true;
    }

    private static Value argument(CallSite site, Bound bound, Map<String, Value> arguments) {
        return arguments.get(site.formalFor(bound.symbol()).getName().toString());
    }

    private static Context context(CallSite site, Map<String, Value> arguments) {
        Context context = Context.Empty;
        for (FormalParamNode formal : site.action().getParams()) {
            context = context.cons(
                    formal, TlcValues.toTlc(arguments.get(formal.getName().toString())));
        }
        return context;
    }

    @Override
    public ImmutableList<ImmutableMap<String, Value>> instances(State before, String action)
            throws SpecificationException {
        ImmutableList.Builder<ImmutableMap<String, Value>> found = ImmutableList.builder();
        collectInstances(sites.get(action), 0, ((TlcState) before).tlc(), Context.Empty, ImmutableMap.of(), found);
        return found.build();
    }

    private void collectInstances(
            CallSite site,
            int n,
            TLCState state,
            Context context,
            ImmutableMap<String, Value> arguments,
            ImmutableList.Builder<ImmutableMap<String, Value>> found)
            throws SpecificationException {
        if (n == site.bounds().size()) {
            found.add(arguments);
            return;
        }
        Bound bound = site.bounds().get(n);
        String formal = site.formalFor(bound.symbol()).getName().toString();
        tlc2.value.impl.Value whole = evaluator.value(bound.range(), context, state, state);
        tlc2.value.impl.Value range = evaluator.at(bound.range(), whole::toSetEnum);
        if (range == null) {
            throw new SpecificationException(text.of(bound.range()).place() + ": has no finite set of elements");
        }
        ValueEnumeration elements = ((Enumerable) range).elements();
        for (var element = elements.nextElement(); element != null; element = elements.nextElement()) {
            collectInstances(
                    site,
                    n + 1,
                    state,
                    context.cons(bound.symbol(), element),
                    ImmutableMap.<String, Value>builder()
                            .putAll(arguments)
                            .put(formal, TlcValues.fromTlc(element))
                            .buildOrThrow(),
                    found);
        }
    }

    @Override
    public ImmutableList<Clause> falseGuards(State before, String action, Map<String, Value> arguments)
            throws SpecificationException {
        CallSite site = sites.get(action);
        TLCState state = ((TlcState) before).tlc();
        ImmutableList.Builder<Clause> found = ImmutableList.builder();
        Context context = Context.Empty;
        for (Bound bound : site.bounds()) {
            Value given = argument(site, bound, arguments);
            Optional<tlc2.value.impl.Value> value = TlcValues.ifHeld(given);
            tlc2.value.impl.Value range = evaluator.value(bound.range(), context, state, state);
            if (value.isEmpty() || !TlcValues.isMember(value.get(), range)) {
                String symbol = bound.symbol().getName().toString();
                Source source = text.of(bound.range());
                found.add(new Clause(
                        new Source(source.module(), source.line(), source.column(), symbol + " \\in " + source.text()),
                        ImmutableList.of(new Binding(
                                symbol,
                                value.map(TlcValues::fromTlc).orElse(given).toString()))));
            }
            if (value.isEmpty()) {
                break; // the other ranges may depend on it
            }
            context = context.cons(bound.symbol(), value.get());
        }
        ImmutableList<Clause> outside = found.build();
        if (!outside.isEmpty()) {
            return outside; // what the body says of arguments that it never gets need not make sense
        }
        explainer(state, state).falseGuards(site.action().getBody(), context(site, arguments), found);
        return found.build();
    }

    @Override
    public Optional<Clause> assignment(State before, String action, Map<String, Value> arguments, String variable)
            throws SpecificationException {
        CallSite site = sites.get(action);
        TLCState state = ((TlcState) before).tlc();
        return explainer(state, state).assignment(site.action().getBody(), context(site, arguments), variable);
    }

    private Explainer explainer(TLCState before, TLCState after) {
        return new Explainer(tool, evaluator, text, before, after);
    }

    @Override
    public PropertyWatch watch() {
        return watch(property -> true);
    }

    /** A watch over some of the invariants and properties of steps. */
    public PropertyWatch watch(Set<String> properties) {
        return watch(properties::contains);
    }

    private TlcPropertyWatch watch(Predicate<String> properties) {
        return new TlcPropertyWatch(tool, evaluator, text, network.toString(), variables, properties);
    }

    /** All that a step or the state after it violates. */
    public ImmutableList<Violation> violations(State before, State after) throws SpecificationException {
        return watch(property -> true).violations(before, after);
    }

    /** The same state, made by another engine, for this one. */
    public State stateOf(State other) throws SpecificationException {
        TLCState state = TLCState.Empty.createEmpty();
        for (String variable : variables) {
            state = state.bind(UniqueString.uniqueStringOf(variable), TlcValues.toTlc(other.value(variable)));
        }
        return TlcState.of(state, network);
    }

    public Tool tool() {
        return tool;
    }

    /** Where an expression stands, with its text. */
    public Source source(SemanticNode node) {
        return text.of(node);
    }

    /** The actions, as the next-state relation calls them. */
    public ImmutableMap<String, CallSite> sites() {
        return sites;
    }

    @Override
    public void close() {
        Tools.giveUp(work);
    }
}
