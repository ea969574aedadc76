/** Remote direct memory access between hosts; {@link mpj.transport.rdma.verbs} is the way to the adapter. */
@NullMarked
package mpj.transport.rdma;

import org.jspecify.annotations.NullMarked;
