package dev.quorate.conformance.tla.tlc;

import com.google.common.collect.ImmutableList;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.tla.SpecificationRequest;
import dev.quorate.conformance.tla.WorkFolder;
import dev.quorate.conformance.trace.Value;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import tla2sany.semantic.OpDefNode;
import tla2sany.semantic.SymbolNode;
import tlc2.tool.EvalControl;
import tlc2.tool.TLCState;
import tlc2.tool.impl.FastTool;
import tlc2.tool.impl.Tool;
import tlc2.util.Context;
import tlc2.value.IValue;
import util.ToolIO;

/** The TLA+ tools that belong to one class loader: loaded with a module, asked for constants, and given up. */
public final class Tools {
    private Tools() {}

    /**
     * The tools with a module and its configuration.
     *
     * @param request whose module it is, for messages
     * @param module the name of both, without an ending
     * @throws SpecificationException if they do not parse, or do not fit each other
     */
    static FastTool load(SpecificationRequest request, Path work, String module, ModuleFinder finder)
            throws SpecificationException {
        ToolIO.setMode(ToolIO.TOOL);
        ToolIO.reset();
        try {
            return new FastTool(work.toString(), module, module, finder);
        } catch (RuntimeException | StackOverflowError e) {
            throw ParseFailure.explain(request, ImmutableList.copyOf(ToolIO.getAllMessages()), e);
        }
    }

    /**
     * The value that the configuration gives a constant.
     *
     * @throws SpecificationException if it is an operator, or a value that no trace could hold
     */
    public static Value constant(Tool tool, SymbolNode constant) throws SpecificationException {
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

    /** Gives up the tools whose class loader has loaded this class. */
    static void giveUp(Path work) {
        WorkFolder.delete(work);
        try {
            ((URLClassLoader) Tools.class.getClassLoader()).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
