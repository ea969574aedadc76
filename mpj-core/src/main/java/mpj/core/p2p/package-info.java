/** Protocols (eager, rendezvous), peers and their flow control. */
@NullMarked
package mpj.core.p2p;

import org.jspecify.annotations.NullMarked;
