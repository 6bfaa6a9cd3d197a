package dev.quorate.conformance.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Whatever a test's program does must be what a specification allows. The test, or its set-up, takes a {@link Tracer}
 * as a parameter and lets the program write its trace there; when the test is over, set-down included, the trace is
 * judged, and the test fails with the explanation if a step is not allowed. So it does if it takes no tracer, or if
 * nothing is written: silence is not conformance.
 *
 * <pre>
 * {@literal @}Test
 * {@literal @}Conforms(spec = "TwoPhaseCommit")
 * void everybodyDecidesTheSame(Tracer tracer) {
 *     run(tracer.stream());
 * }
 * </pre>
 *
 * On a class it is meant for each of its tests. Tests may run in parallel.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@ExtendWith(ConformanceExtension.class)
public @interface Conforms {
    /**
     * The module: its name, if {@code NAME.tla} is in a folder of the class path, as among the test resources; or its
     * file, as in {@code spec/TwoPhaseCommit.tla}, seen from where the tests are run. What to judge besides its steps
     * stands in the {@code .cfg} file beside it.
     */
    String spec();
}
