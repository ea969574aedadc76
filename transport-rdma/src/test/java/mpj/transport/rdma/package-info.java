@NullMarked
package mpj.transport.rdma;

import org.jspecify.annotations.NullMarked;
