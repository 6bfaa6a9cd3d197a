/**
 * What a core needs from outside: time, a network, storage, chance; and the one description of what can go wrong
 * there. Interfaces and values only. This package knows nothing of this project and nothing of Raft.
 */
package dev.quorate.impl.world;
