package org.bailey.system;

import java.time.Instant;

/**
 * Settings as they were, in short.
 *
 * @param id number, greater than those of all before it
 * @param why what was about to happen
 * @param who did it; empty when nobody knows
 * @param pids how many PIDs it has
 * @param changed how many PIDs are different in the next one, or now for the newest
 * @param problem why its file cannot be read; empty when it can
 */
public record Snapshot(int id, Instant taken, String why, String who, int pids, int changed, String problem) {}
