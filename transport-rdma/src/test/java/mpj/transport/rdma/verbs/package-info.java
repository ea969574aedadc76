/** What every provider of verbs stands on. */
@NullMarked
package mpj.transport.rdma.verbs;

import org.jspecify.annotations.NullMarked;
