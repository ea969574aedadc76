/**
 * Verbs by libibverbs and librdmacm through the FFM API, without C of ours.
 *
 * <p>{@link mpj.transport.rdma.verbs.ffm.NativeVerbs} has all downcalls, which have two shapes only: each further shape
 * costs a start about 10 ms. {@link mpj.transport.rdma.verbs.ffm.Abi} has all sizes, offsets and numbers of rdma-core's
 * binary interface, which has stood since 2017 and is the same on x86-64 and AArch64; what can be compared with what
 * the libraries made is compared when a device is opened ({@link mpj.transport.rdma.verbs.ffm.AbiCheck}). The verbs of
 * the hot path are inline functions in C: they call through pointers in the device's context, and so does this.
 */
@NullMarked
package mpj.transport.rdma.verbs.ffm;

import org.jspecify.annotations.NullMarked;
