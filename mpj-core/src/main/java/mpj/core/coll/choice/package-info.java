/**
 * Which algorithm a collective operation uses.
 *
 * <p>A {@link mpj.core.coll.choice.Policy} is what rank 0 of the job tells all ranks before the first message: the
 * algorithms that parameters force, the rules of a tuning file, and the transports in use. With it and the cost model a
 * {@link mpj.core.coll.choice.Chooser}, one per rank, makes a {@link mpj.core.coll.choice.ChoiceTable} for an operation on
 * so many ranks on so many nodes, once for all communicators of that shape. So all ranks have the same tables, whatever
 * their own environment says. Hints of a communicator ({@link mpj.core.coll.choice.Forced}) travel with its context from
 * the rank 0 that it is made by.
 */
@NullMarked
package mpj.core.coll.choice;

import org.jspecify.annotations.NullMarked;
