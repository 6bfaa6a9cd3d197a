package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.quorate.conformance.tla.BehaviourText;
import dev.quorate.conformance.tla.SpecificationException;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.SemanticNode;
import tla2sany.st.Location;
import tlc2.tool.Action;
import tlc2.tool.impl.FastTool;
import tlc2.util.Vect;

/** A behaviour as the parser read it, told by the text that it read. */
final class TlcBehaviourText implements BehaviourText {
    /** Further to the right than any bullet under which the text may come to stand. */
    private static final String INDENT = " ".repeat(8);

    private final FastTool tool;
    private final ModuleFinder finder;
    private final SourceText text;
    private final Path work;
    private final ImmutableMap<String, Choice> choices;

    /**
     * What a tool has read.
     *
     * @param work where modules are that are not the user's
     * @throws SpecificationException if it cannot be told so
     */
    TlcBehaviourText(
            FastTool tool, ModuleFinder finder, SourceText text, Path work, ImmutableMap<String, CallSite> sites)
            throws SpecificationException {
        this.tool = tool;
        this.finder = finder;
        this.text = text;
        this.work = work;
        for (CallSite site : sites.values()) {
            checkArguments(site);
        }
        this.choices = ImmutableMap.copyOf(Maps.transformValues(sites, this::choice));
    }

    private void checkArguments(CallSite site) throws SpecificationException {
        if (ImmutableSet.copyOf(arguments(site)).size() < site.arguments().size()) {
            throw new SpecificationException(text.head(site.action()).place() + ": " + site.name()
                    + " is given one symbol twice by the next-state relation");
        }
    }

    private Choice choice(CallSite site) {
        return new Choice(
                site.bounds().stream()
                        .map(bound -> new Bound(bound.symbol().getName().toString(), verbatim(bound.range())))
                        .collect(ImmutableList.toImmutableList()),
                arguments(site));
    }

    private static ImmutableList<String> arguments(CallSite site) {
        return site.arguments().stream()
                .map(argument -> ((OpApplNode) argument).getOperator().getName().toString())
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> initial() {
        Vect<Action> conjuncts = tool.getInitStateSpec();
        ImmutableList.Builder<String> formulas = ImmutableList.builder();
        for (int n = 0; n < conjuncts.size(); n++) {
            Action conjunct = conjuncts.elementAt(n);
            formulas.add(conjunct.getOpDef() == null ? verbatim(conjunct.pred) : nameOf(conjunct));
        }
        return formulas.build();
    }

    private static String nameOf(Action action) {
        return action.getOpDef().getName().toString();
    }

    @Override
    public ImmutableMap<String, Choice> choices() {
        return choices;
    }

    @Override
    public ImmutableList<Path> modules() {
        return tool.getModuleFiles(finder).stream()
                .map(File::toPath)
                .filter(file -> !file.toAbsolutePath().startsWith(work.toAbsolutePath()))
                .sorted()
                .distinct()
                .collect(ImmutableList.toImmutableList());
    }

    @Override
    public ImmutableList<String> propertiesOfBehaviours() {
        return ImmutableList.copyOf(tool.getImpliedTemporalNames());
    }

    /** The text of an expression as it stands; over several lines, where its layout has a meaning, with its columns. */
    private String verbatim(SemanticNode node) {
        Location at = node.getLocation();
        List<String> lines = text.lines(at.source());
        String last = lines.get(at.endLine() - 1).substring(0, at.endColumn());
        if (at.beginLine() == at.endLine()) {
            return last.substring(at.beginColumn() - 1);
        }
        StringBuilder verbatim = new StringBuilder("\n").append(INDENT).append(" ".repeat(at.beginColumn() - 1));
        verbatim.append(lines.get(at.beginLine() - 1).substring(at.beginColumn() - 1));
        for (int n = at.beginLine() + 1; n < at.endLine(); n++) {
            verbatim.append('\n').append(INDENT).append(lines.get(n - 1));
        }
        return verbatim.append('\n').append(INDENT).append(last).toString();
    }
}
