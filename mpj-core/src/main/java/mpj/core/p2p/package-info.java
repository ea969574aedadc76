/**
 * Messages between two ranks: protocols (eager, rendezvous), peers and their flow control. All of it is guarded by the
 * engine lock.
 *
 * <p>{@code ContextCommunicator} is what callers see; the part of it that is in {@code ContextMessages} hands a send to
 * {@code Sends}, a receive to {@code Receives}. What comes enters by {@code Messaging}, which polls: messages to be
 * matched go to {@code Arrivals}, the rest to the side that waits for it. An operation that a peer will answer to has a
 * number in the {@code OpTable}; what finds no room waits in its peer's queues or in its side's list, and the
 * {@code Backlog} knows that there is something.
 *
 * <p>Flow control: a peer may have {@code Peer.creditLimit} bytes of eager messages waiting here, in the
 * {@code UnexpectedStore}; beyond that its messages come as requests to send, which hold no data.
 *
 * <p>The hot path of a small message: {@code Sends.sendNow}; {@code Messaging.poll}, {@code Arrivals.accept},
 * {@code Receives.deliver}. It allocates nothing.
 */
@NullMarked
package mpj.core.p2p;

import org.jspecify.annotations.NullMarked;
