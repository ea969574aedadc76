/**
 * How long a collective operation takes on a machine that is not there: the schedules of all its ranks, made by the
 * {@link mpj.core.coll.Algorithm}s that the engine uses, are executed on a model of processors, adapters and a fat
 * tree.
 *
 * <p>A {@link mpj.coll.sim.Simulation} is one {@link mpj.coll.sim.SimulatedCall} by one algorithm on one {@link
 * mpj.coll.sim.Model}. Rank by rank the schedules become {@link mpj.coll.sim.Programs compact programs}, so that those
 * of 100 000 ranks fit into memory; events are taken from one queue in the order of time and, among equals, of their
 * making, so a simulation's result is always the same. One thread, no clock, no randomness.
 *
 * <p>Where no two messages want the same link at the same time, a message takes what LogGP says ({@link
 * mpj.core.coll.CostModel.Level#message}). Sending never waits for the receiver: messages that nobody receives yet are
 * kept there, as many as come.
 */
@NullMarked
package mpj.coll.sim;

import org.jspecify.annotations.NullMarked;
