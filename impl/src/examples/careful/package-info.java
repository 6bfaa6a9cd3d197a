/**
 * A student's leader election that is right: plain threads, one lock, calls that wait; instrumented, and in the time of
 * the world it is given.
 */
package careful;
