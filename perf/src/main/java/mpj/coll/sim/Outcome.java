package mpj.coll.sim;

/**
 * What a simulation found.
 *
 * @param seconds from the ranks' beginning, at the same time, to the end of the last
 * @param messages of all ranks
 * @param networkBytes the bytes that went from node to node
 */
public record Outcome(double seconds, long messages, long networkBytes) {}
