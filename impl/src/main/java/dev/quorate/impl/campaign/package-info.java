/**
 * Many seeds: each is simulated under faults of its own and judged while it runs, on all cores. A seed that fails is
 * made small, and written as a scenario that people can read and run.
 */
package dev.quorate.impl.campaign;
