package dev.quorate.impl.campaign;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.quorate.impl.raft.LogPosition;

/**
 * A run without chance: what happens, act by act, in a cluster whose servers have all started.
 *
 * @param logs every server of the cluster, with the end of its log
 */
public record Scenario(ImmutableSortedMap<String, LogPosition> logs, ImmutableList<Act> acts) {}
