/**
 * A student's leader election that passes the course's two tests and has three mistakes, which those do not find. What
 * the specification says of them is in the handout, {@code LAB.md}.
 */
package naive;
