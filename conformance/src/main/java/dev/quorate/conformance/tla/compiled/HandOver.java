package dev.quorate.conformance.tla.compiled;

/**
 * This evaluation is TLC's: it may be an error of the specification, or something that only TLC decides, as the order
 * in which it takes the elements of a set. Whoever began the evaluation asks the reference engine instead. Thrown
 * where compiled code cannot be certain to say just what TLC says.
 */
final class HandOver extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HandOver(String why) {
        super(why, null, false, false);
    }
}
