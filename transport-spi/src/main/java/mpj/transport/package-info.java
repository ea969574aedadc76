/**
 * The contract between the engine and whatever moves bytes between two ranks.
 *
 * <p>A {@link mpj.transport.TransportProvider} is found by {@code ServiceLoader} and opens one
 * {@link mpj.transport.Transport} per rank; that connects {@link mpj.transport.Endpoint}s, one per peer, on first use.
 * A transport knows nothing of MPI: it carries <em>active messages</em> (a kind, three words and some bytes) in order
 * per endpoint, and may read and write remote memory. Back pressure is a status code ({@link mpj.transport.Status}),
 * never an exception; loss of a peer is an event, never a hang.
 *
 * <p>Threads: all methods are called by whoever holds the engine lock of the rank, one thread at a time but not always
 * the same one, except where a method says otherwise ({@code await}, {@code wake}). The hot path is
 * {@code Endpoint.send} and {@code Transport.poll}; neither allocates.
 */
@NullMarked
package mpj.transport;

import org.jspecify.annotations.NullMarked;
