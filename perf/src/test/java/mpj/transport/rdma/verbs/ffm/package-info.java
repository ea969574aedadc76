/** What a request costs by the FFM API, without an adapter; here because the classes measured are of this package. */
@NullMarked
package mpj.transport.rdma.verbs.ffm;

import org.jspecify.annotations.NullMarked;
