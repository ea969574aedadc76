/** Point-to-point communication through the engine, several ranks in one JVM, over shared memory and over faults. */
@NullMarked
package mpj.testkit.p2p;

import org.jspecify.annotations.NullMarked;
