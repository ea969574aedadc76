/** Communicators and groups: rank to peer, context numbers, the p2p calls. */
@NullMarked
package mpj.core.comm;

import org.jspecify.annotations.NullMarked;
