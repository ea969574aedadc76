package mpj.transport.tcp;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ServerSocketChannel;
import mpj.base.config.Parameters;
import mpj.base.memory.Linux;
import mpj.base.net.PortRange;
import org.jspecify.annotations.Nullable;

/**
 * Where a rank listens: one address or all of the machine, on any free port or one of a range.
 *
 * @param address null for all
 */
record ListenAddress(@Nullable InetAddress address, PortRange ports) {
    /** Connections that the kernel keeps for a rank that computes and does not look. */
    private static final int BACKLOG = 4096;

    private static final String RANGE = TcpParameters.PORT_RANGE.name();

    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_V6ONLY = 26;
    private static final int INET_BYTES = 16;
    private static final int INET6_BYTES = 28;
    private static final int EADDRINUSE = 98;
    private static final int EAFNOSUPPORT = 97;
    private static final int EADDRNOTAVAIL = 99;

    static ListenAddress of(Parameters parameters, @Nullable InetAddress address) {
        return new ListenAddress(address, TcpParameters.ports(parameters));
    }

    private BindException exhausted() {
        return new BindException("all ports of " + RANGE + "=" + ports
                + " are in use; give a range with at least one port for each rank of a host");
    }

    /** A listening channel of the JDK's. */
    ServerSocketChannel open() throws IOException {
        for (int port = ports.first(); port <= ports.last(); port++) {
            ServerSocketChannel channel = ServerSocketChannel.open();
            try {
                return channel.bind(
                        address == null ? new InetSocketAddress(port) : new InetSocketAddress(address, port), BACKLOG);
            } catch (BindException e) {
                channel.close();
                if (ports.isAny()) {
                    throw e;
                }
            }
        }
        throw exhausted();
    }

    /** A listening socket by system calls: its descriptor and its port. */
    int[] listen() throws IOException {
        boolean v6 = address == null || address.getAddress().length > Integer.BYTES;
        for (int port = ports.first(); port <= ports.last(); port++) {
            int fd = bound(v6, port);
            if (fd == -EAFNOSUPPORT || fd == -EADDRNOTAVAIL && address == null) {
                v6 = false;
                fd = bound(false, port);
            }
            if (fd >= 0) {
                int result = Linux.listen(fd, BACKLOG);
                byte[] name = new byte[INET6_BYTES];
                if (result == 0 && Linux.socketName(fd, name) == 0) {
                    return new int[] {fd, (name[2] & 0xff) << 8 | name[3] & 0xff};
                }
                Linux.close(fd);
                fd = result;
            }
            if (fd != -EADDRINUSE || ports.isAny()) {
                throw new IOException("no socket can be bound to " + (address == null ? "port " + port : address)
                        + ": error " + -fd);
            }
        }
        throw exhausted();
    }

    /** A socket with the address, or a negative error. One of all addresses serves IPv4 too. */
    private int bound(boolean v6, int port) {
        int fd = Linux.socket(v6 ? AF_INET6 : AF_INET);
        if (fd < 0) {
            return fd;
        }
        if (v6) {
            Linux.setSocketOption(fd, IPPROTO_IPV6, IPV6_V6ONLY, 0);
        }
        int result = Linux.bind(fd, socketAddress(v6, port));
        if (result < 0) {
            Linux.close(fd);
            return result;
        }
        return fd;
    }

    private byte[] socketAddress(boolean v6, int port) {
        ByteBuffer out = ByteBuffer.allocate(v6 ? INET6_BYTES : INET_BYTES).order(ByteOrder.nativeOrder());
        out.putShort((short) (v6 ? AF_INET6 : AF_INET));
        out.order(ByteOrder.BIG_ENDIAN).putShort((short) port);
        if (v6) {
            out.putInt(0);
        }
        if (address != null) {
            out.put(address.getAddress());
        }
        return out.array();
    }
}
