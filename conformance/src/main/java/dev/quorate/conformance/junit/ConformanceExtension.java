package dev.quorate.conformance.junit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Lists;
import dev.quorate.conformance.check.SpecificationShelf;
import dev.quorate.conformance.check.Verdict.Outcome;
import dev.quorate.conformance.check.VerdictText;
import dev.quorate.conformance.tla.SpecificationException;
import dev.quorate.conformance.trace.TraceException;
import dev.quorate.conformance.view.RunPage;
import dev.quorate.conformance.view.ViewedRun;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/** What {@link Conforms} does: gives each test a {@link Tracer}, and judges what was written when the test is over. */
final class ConformanceExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(ConformanceExtension.class);
    private static final Path FOLDER = Path.of("target", "conformance");
    private static final Pattern INVOCATION = Pattern.compile("invocation:#(\\d+)");

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return parameter.getParameter().getType() == Tracer.class
                && test.getTestMethod().isPresent();
    }

    /** One for each test, however many methods of it ask. */
    @Override
    public Tracer resolveParameter(ParameterContext parameter, ExtensionContext test) {
        return test.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        Tracer.class,
                        type -> new Tracer(
                                FOLDER.resolve(test.getRequiredTestClass().getName()), name(test)),
                        Tracer.class);
    }

    /** That of its method, with its parameters if others have the name too, and its number if it is run several times. */
    private static String name(ExtensionContext test) {
        Method method = test.getRequiredTestMethod();
        StringBuilder name = new StringBuilder(method.getName());
        long overloads = Stream.of(method.getDeclaringClass().getDeclaredMethods())
                .filter(other -> other.getName().equals(method.getName()) && !other.isSynthetic())
                .count();
        if (overloads > 1) {
            Stream.of(method.getParameterTypes())
                    .forEach(type -> name.append('-').append(type.getSimpleName()));
        }
        Matcher invocation = INVOCATION.matcher(test.getUniqueId());
        while (invocation.find()) {
            name.append('-').append(invocation.group(1));
        }
        return name.toString();
    }

    @Override
    public void afterEach(ExtensionContext test) throws Exception {
        Tracer tracer = test.getStore(NAMESPACE).get(Tracer.class, Tracer.class);
        ImmutableList<Path> files = tracer == null ? ImmutableList.of() : tracer.close();
        Path module = module(test);
        if (!files.isEmpty()) {
            judge(files, module, test);
        } else if (test.getExecutionException().isEmpty()) {
            throw new AssertionError(
                    tracer == null
                            ? "nothing was traced: no method of this test takes a Tracer, into which its program writes"
                            : "nothing was traced: the program never asked the Tracer for a stream");
        }
    }

    private static void judge(ImmutableList<Path> files, Path module, ExtensionContext test) {
        Shelves shelves = test.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Shelves.class, s -> new Shelves(), Shelves.class);
        SpecificationShelf shelf = shelves.take(module);
        try {
            ViewedRun run = ViewedRun.of(files, shelf);
            if (run.verdict().outcome() != Outcome.ACCEPTED) {
                throw new AssertionError(explanation(run, files.get(0)));
            } else if (run.torn().isPresent()) {
                throw new AssertionError(run.torn().get() + "; was its writer closed?");
            } else if (run.verdict().events() == 0) {
                throw new AssertionError("nothing was traced: " + files.get(0) + " has a header, and no step");
            }
        } catch (TraceException | SpecificationException e) {
            throw new AssertionError(e.getMessage(), e);
        } finally {
            shelves.giveBack(shelf);
        }
    }

    /** A page that cannot be written does not cost the reason. */
    private static String explanation(ViewedRun run, Path trace) {
        String reason = String.join("\n", VerdictText.of(run.verdict()));
        Path page = RunPage.beside(trace);
        try {
            RunPage.write(run, page);
            return reason + "\n  page          " + page;
        } catch (IOException | TraceException | SpecificationException e) {
            return reason + "\n  no page       " + e.getMessage();
        }
    }

    private static Path module(ExtensionContext test) throws Exception {
        String spec = annotation(test).spec();
        if (spec.endsWith(".tla")) {
            return there(Path.of(spec), spec);
        }
        URL found = test.getRequiredTestClass().getClassLoader().getResource(spec + ".tla");
        if (found == null || !found.getProtocol().equals("file")) {
            throw new ExtensionConfigurationException("@Conforms(spec = \"" + spec + "\"): no " + spec
                    + ".tla is in a folder of the class path; put it among the test resources, or name its file");
        }
        return there(Path.of(URI.create(found.toString())), spec);
    }

    /** The nearest: on the method, on its class, or on a class round that one. */
    private static Conforms annotation(ExtensionContext test) {
        List<Class<?>> classes = new ArrayList<>(test.getEnclosingTestClasses());
        classes.add(test.getRequiredTestClass());
        return AnnotationSupport.findAnnotation(test.getRequiredTestMethod(), Conforms.class)
                .or(() -> Lists.reverse(classes).stream()
                        .flatMap(type -> AnnotationSupport.findAnnotation(type, Conforms.class).stream())
                        .findFirst())
                .orElseThrow();
    }

    private static Path there(Path module, String spec) {
        if (!Files.isRegularFile(module)) {
            throw new ExtensionConfigurationException(
                    "@Conforms(spec = \"" + spec + "\"): there is no file " + module.toAbsolutePath());
        }
        return module;
    }
}
