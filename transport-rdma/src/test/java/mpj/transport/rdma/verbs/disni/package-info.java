/** Tests of DiSNI's native half. */
@NullMarked
package mpj.transport.rdma.verbs.disni;

import org.jspecify.annotations.NullMarked;
