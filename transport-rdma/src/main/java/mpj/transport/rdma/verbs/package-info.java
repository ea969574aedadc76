/**
 * A port to RDMA verbs: what the transport needs of an adapter, whoever carries it out.
 *
 * <p>A {@link mpj.transport.rdma.verbs.VerbsProvider}, found by {@code ServiceLoader}, tells which
 * {@link mpj.transport.rdma.verbs.RdmaPort}s there are and opens one as a {@link mpj.transport.rdma.verbs.Device}. That
 * makes {@link mpj.transport.rdma.verbs.Region}s, {@link mpj.transport.rdma.verbs.CompletionQueue}s,
 * {@link mpj.transport.rdma.verbs.SharedReceiveQueue}s and reliable connected
 * {@link mpj.transport.rdma.verbs.QueuePair}s, which are connected by addresses through the RDMA connection manager:
 * the one way that InfiniBand, RoCE and iWARP share. Connections carry no private data: who a peer is, it has to prove
 * in its first message.
 *
 * <p><b>Hot path</b>: {@link mpj.transport.rdma.verbs.SendRequest#post}, {@link
 * mpj.transport.rdma.verbs.ReceiveRequest#post} and {@link mpj.transport.rdma.verbs.CompletionQueue#poll}. Requests are
 * made once, their fields set and they are posted again and again; nothing there allocates or throws.
 *
 * <p><b>Threads</b>: a device and all that it made belong to one thread at a time, which the caller sees to. The
 * descriptors of {@link mpj.transport.rdma.verbs.Device#waitDescriptors} may be watched by any thread.
 *
 * <p><b>Loss of a peer</b> is told by an error completion of what was posted, or by
 * {@link mpj.transport.rdma.verbs.DeviceEvents#onDisconnected}, whichever comes first; mostly both.
 */
@NullMarked
package mpj.transport.rdma.verbs;

import org.jspecify.annotations.NullMarked;
