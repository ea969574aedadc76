/**
 * TCP between ranks that share no memory and no RDMA fabric.
 *
 * <p>One connection per pair of ranks, made when the first of them has something to send
 * ({@link mpj.transport.tcp.Link}); both ends prove that they know the job's secret before a frame is read
 * ({@link mpj.transport.tcp.Dialer}, {@link mpj.transport.tcp.Stranger}). A connection carries
 * {@linkplain mpj.transport.tcp.Frame frames}: active messages of the engine, and the requests and data of
 * {@code get} and {@code put}. Bytes of native memory go from the sender's buffer to the socket and from the socket
 * to the receiver's buffer without a stop ({@link mpj.transport.tcp.Outbox}, {@link mpj.transport.tcp.Inbox}).
 *
 * <p>Sockets never block ({@link mpj.transport.tcp.Sockets}): on Linux they are netty's native ones under an epoll set,
 * elsewhere the JDK's. Everything runs on whichever thread holds the engine lock; only a rank's sleep does not.
 *
 * <p>The hot path is {@code Link.send} and {@code TcpTransport.poll}: one system call each for a small message.
 */
@NullMarked
package mpj.transport.tcp;

import org.jspecify.annotations.NullMarked;
