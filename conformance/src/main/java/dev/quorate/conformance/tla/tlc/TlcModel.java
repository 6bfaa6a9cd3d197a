package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.ModelDefinitions;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.trace.Value;
import java.nio.file.Path;
import java.util.stream.Stream;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tlc2.tool.impl.FastTool;
import util.UniqueString;

/** A model in TLC's own evaluator. */
public final class TlcModel implements ModelDefinitions {
    private final Path work;
    private final FastTool tool;
    private final SourceText text;

    /**
     * Loads a model with its own configuration.
     *
     * @param work for standard modules; deleted when this is closed
     */
    public TlcModel(SpecificationRequest request, Path work) throws SpecificationException {
        this.work = work;
        ModuleFinder finder =
                new ModuleFinder(work, request.module().toAbsolutePath().getParent());
        this.text = new SourceText(finder);
        this.tool = Tools.load(request, work, request.name(), finder);
    }

    @Override
    public ImmutableMap<String, Value> constants(String module) throws SpecificationException {
        ModuleNode declaring =
                tool.getSpecProcessor().getModuleTbl().getModuleNode(UniqueString.uniqueStringOf(module));
        ImmutableMap.Builder<String, Value> constants = ImmutableMap.builder();
        for (OpDeclNode constant : declaring.getConstantDecls()) {
            constants.put(constant.getName().toString(), Tools.constant(tool, constant));
        }
        return constants.buildOrThrow();
    }

    @Override
    public String comment(String definition) {
        return Stream.of(tool.getRootModule().getOpDefs())
                .filter(other -> other.getName().toString().equals(definition))
                .findFirst()
                .map(text::commentAbove)
                .orElse("");
    }

    @Override
    public ImmutableList<String> propertiesOfBehaviours() {
        return ImmutableList.copyOf(tool.getImpliedTemporalNames());
    }

    @Override
    public void close() {
        Tools.giveUp(work);
    }
}
