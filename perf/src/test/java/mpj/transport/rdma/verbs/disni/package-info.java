/** What a request costs by DiSNI, without an adapter; here because the classes measured are of this package. */
@NullMarked
package mpj.transport.rdma.verbs.disni;

import org.jspecify.annotations.NullMarked;
