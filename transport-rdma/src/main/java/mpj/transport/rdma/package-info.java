/**
 * RDMA between ranks: InfiniBand, RoCE or iWARP through verbs ({@link mpj.transport.rdma.verbs}).
 *
 * <p>A pair of ranks has one reliable queue pair, made when the first of them has something to send
 * ({@link mpj.transport.rdma.Connection}, {@link mpj.transport.rdma.Channel}); both ends prove that they know the job's
 * secret before a message of the engine or a key to any memory leaves ({@link mpj.transport.rdma.Handshake}). Messages
 * are copied into buffers that the peer has posted, and a sender knows by credits how many it may use. Short messages
 * to a peer that is sent many go into a ring instead, memory of the peer's that it looks at
 * ({@link mpj.transport.rdma.RingLink}). Gets and puts
 * are RDMA reads and writes between the user's own memory where that is, or can be, registered
 * ({@link mpj.transport.rdma.RegistrationCache}), else in pieces through the pool
 * ({@link mpj.transport.rdma.RegisteredPool}).
 *
 * <p>Everything runs on whichever thread holds the engine lock; only a rank's sleep does not. The hot path is
 * {@code Connection.send} and {@code RdmaTransport.poll}: one posted request each, and one look at the completion queue
 * for a batch.
 *
 * <p>A peer that was never spoken to costs a few references, far below a KiB with the engine's part. A connected one
 * costs a queue pair, its ledger of {@code MPJ_RDMA_DEPTH} entries of 48 bytes - with all else 20 KiB of heap, as measured
 * over verbs in memory - and, without a shared receive queue, {@code MPJ_RDMA_WINDOW} and four buffers of
 * {@code MPJ_RDMA_EAGER} bytes in registered memory. A rank's rings take {@code MPJ_RDMA_RING_PEERS} times
 * {@code MPJ_RDMA_RING_SLOTS} times {@code MPJ_RDMA_RING_BYTES} at most.
 */
@NullMarked
package mpj.transport.rdma;

import org.jspecify.annotations.NullMarked;
