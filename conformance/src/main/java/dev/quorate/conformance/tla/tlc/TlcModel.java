package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.quorate.conformance.tla.ModelDefinitions;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.WorkFolder;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.stream.Stream;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpDeclNode;
import tla2sany.semantic.OpDefNode;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.util.Context;
import tlc2.value.IValue;
import util.ToolIO;
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
        ToolIO.setMode(ToolIO.TOOL);
        ToolIO.reset();
        try {
            this.tool = new FastTool(work.toString(), request.name(), request.name(), finder);
        } catch (RuntimeException | StackOverflowError e) {
            throw ParseFailure.explain(request, ImmutableList.copyOf(ToolIO.getAllMessages()), e);
        }
    }

    @Override
    public ImmutableMap<String, Value> constants(String module) throws SpecificationException {
        ModuleNode declaring =
                tool.getSpecProcessor().getModuleTbl().getModuleNode(UniqueString.uniqueStringOf(module));
        ImmutableMap.Builder<String, Value> constants = ImmutableMap.builder();
        for (OpDeclNode constant : declaring.getConstantDecls()) {
            constants.put(constant.getName().toString(), value(constant));
        }
        return constants.buildOrThrow();
    }

    private Value value(OpDeclNode constant) throws SpecificationException {
        try {
            Object found = tool.lookup(constant, Context.Empty, TLCState.Empty, false);
            if (found instanceof OpDefNode definition && definition.getParams().length == 0) {
                found = tool.eval(
                        definition.getBody(), Context.Empty, TLCState.Empty, TLCState.Empty, EvalControl.Clear);
            }
            if (found instanceof IValue value) {
                return TlcValues.fromTlc(value);
            }
        } catch (RuntimeException | StackOverflowError e) {
            throw new SpecificationException("the constant " + constant.getName() + " has no finite value", e);
        }
        throw new SpecificationException("the constant " + constant.getName() + " is no value");
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
        WorkFolder.delete(work);
        try {
            ((URLClassLoader) TlcModel.class.getClassLoader()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
