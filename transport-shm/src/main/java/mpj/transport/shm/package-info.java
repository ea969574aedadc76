/**
 * Shared memory between the ranks of one host.
 *
 * <p>Each rank owns one anonymous file ({@link mpj.transport.shm.Inbox}): a bell, a news board and one ring per possible
 * sender; nothing but address space is used for senders that never send. A sender maps the receiver's inbox on first
 * use and is the only writer of its ring there ({@link mpj.transport.shm.RingWriter},
 * {@link mpj.transport.shm.RingReader}).
 *
 * <p>Bytes above the eager limit are copied once where both ends allow it: memory of {@code MPI.allocMem} lies in files
 * that peers map ({@link mpj.transport.shm.RegionPool}), other native memory is copied by the kernel, by both ends at
 * the same time ({@link mpj.transport.shm.SharedCopy}).
 *
 * <p>The hot path is {@code ShmEndpoint.send} and {@code ShmTransport.poll}.
 */
@NullMarked
package mpj.transport.shm;

import org.jspecify.annotations.NullMarked;
