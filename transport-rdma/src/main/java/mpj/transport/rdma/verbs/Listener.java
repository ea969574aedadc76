package mpj.transport.rdma.verbs;

import java.net.InetSocketAddress;

/** Where peers connect to. */
public interface Listener extends AutoCloseable {
    /** Address and port number, for {@link QueuePair#connect}. */
    InetSocketAddress address();

    /** Lets nobody in any more; requests that have not been answered are rejected. */
    @Override
    void close();
}
