/**
 * A server: the pure core with a world round it. Takes one step at a time, makes it durable, writes its line of the
 * trace, and only then lets its messages go. The same class runs in the simulation and in the lab.
 *
 * <p>Knows the core, the interfaces of the world, the trace format and that of histories.
 */
package dev.quorate.impl.server;
