/**
 * The verbs by DiSNI 2.1, IBM's library for RDMA in Java: its classes from Maven Central, over a native library of ours
 * ({@code src/main/c}) that is carried in the jar, or over DiSNI's own where that is on {@code java.library.path}.
 *
 * <p>Requests are DiSNI's stateful verb calls, prepared once and executed again and again; between two executions the
 * command that they hand to the device is changed in place ({@code Command}).
 *
 * <p>What DiSNI has no way for, and the limits of the device say so: shared receive queues, atomics, regions of more than
 * 2 GiB less one byte, addresses of version 6, and questions to the device, so that limits are those that any device
 * has. Nor does it tell of events of the device: a port that goes down shows as requests without answer. It takes neither
 * the time-out of packets nor the number of reads of a queue pair: those are the native library's.
 *
 * <p>DiSNI asks for {@code sun.nio.ch.DirectBuffer}: the JVM needs {@code --add-exports
 * java.base/sun.nio.ch=ALL-UNNAMED}, which ranks are started with.
 */
@NullMarked
package mpj.transport.rdma.verbs.disni;

import org.jspecify.annotations.NullMarked;
