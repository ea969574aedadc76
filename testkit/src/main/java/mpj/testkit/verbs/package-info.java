/**
 * Verbs in memory, for what a device does not do on demand, and the suite that every provider of the port must pass.
 *
 * <p>A {@link mpj.testkit.verbs.FakeFabric} joins fake devices of one process. What they do is decided under one lock
 * and by {@link mpj.testkit.verbs.FakeFaults}: the fabric advances whenever somebody polls one of its queues, so a test
 * that runs in one thread is the same each time.
 */
@NullMarked
package mpj.testkit.verbs;

import org.jspecify.annotations.NullMarked;
