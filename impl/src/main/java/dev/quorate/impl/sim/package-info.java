/**
 * A deterministic world: a whole cluster in one thread, in virtual time, with chance from one seed and faults from one
 * plan. The same seed gives the same trace, byte for byte, on any JVM; a minute of a cluster takes milliseconds.
 *
 * <p>What can go wrong, each kind at a rate of its own in each plan, and some of the kinds left out of it:
 *
 * <pre>
 * request loss                        a request never arrives
 * reply loss                          a reply never arrives
 * duplicate                           a message arrives twice
 * late message                        it arrives seconds later
 * reordering                          it arrives after one that was sent later
 * crash                               servers stop between two steps; they restart with what is on their disks
 * power loss                          they also forget what they wrote and did not wait for
 * restart of the whole cluster        all lose power and start again at once
 * crash before the record             a server stops as it is about to save
 * crash during the record             it stops while it saves; its restart finds the record, or the one before
 * crash between record and messages   it stops when it has saved, and sends nothing
 * crash amid the messages             it stops when it has sent some of its messages
 * failed write                        the disk says no, and may have the record all the same
 * slow write                          the disk takes long; what arrives waits, and so does what is to leave
 * pause                               a server stands still and does not know it
 * clock rate                          its timers run up to 30 per cent fast or slow
 * partition                           some servers and the rest do not reach each other
 * one-way partition                   the rest does not hear of some servers, who hear of it
 * bridge partition                    two halves that share one server
 * ring partition                      each server reaches a majority, and no two the same
 * </pre>
 *
 * A plan may end with a {@linkplain dev.quorate.impl.world.Healing healing}: a majority is left alone, the rest stays
 * broken for ever, and {@link dev.quorate.impl.sim.Recovery} tells whether there is a leader soon, and stays.
 *
 * <p>Knows the core ({@code raft}), the interfaces and the fault plan ({@code world}), the server that runs in any world
 * ({@code server}), the trace format ({@code conformance.trace}) and that of histories ({@code conformance.history}). It
 * judges nothing: it makes traces and tells who led, and what to think of them is for the checkers to say.
 */
package dev.quorate.impl.sim;
