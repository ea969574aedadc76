package mpj.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mpj.base.net.NetworkChoice;
import mpj.base.net.OwnAddress;
import mpj.base.net.PortRange;
import org.jspecify.annotations.Nullable;

/** This machine's network addresses, and which of them other hosts are to use. */
final class HostNetwork {
    private static final int BACKLOG = 64;

    private HostNetwork() {}

    /**
     * The addresses that other hosts are to use: those of the interfaces and networks that are named, or else all, IPv4
     * first and the loopback last, which serves "hosts" that are other environments of this machine.
     *
     * @param chosen interface names or networks between commas, or null
     */
    static List<InetAddress> addresses(@Nullable String chosen) throws LaunchException, IOException {
        List<OwnAddress> all = OwnAddress.all();
        try {
            List<OwnAddress> found = chosen == null
                    ? all.stream()
                            .sorted(Comparator.comparingInt(HostNetwork::order))
                            .toList()
                    : new NetworkChoice("--tcp-if " + chosen + ": ", chosen).of(all);
            return found.stream().map(OwnAddress::address).toList();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static int order(OwnAddress own) {
        return own.address().isLoopbackAddress() ? 2 : own.address() instanceof Inet4Address ? 0 : 1;
    }

    /** Listens where other hosts can reach it: on the chosen addresses, or on all where none were chosen. */
    static List<ServerSocket> listen(HostOptions options, List<InetAddress> addresses) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        if (options.network() == null) {
            sockets.add(listen(options.portRange(), null));
        } else {
            for (InetAddress address : addresses) {
                sockets.add(listen(options.portRange(), address));
            }
        }
        return sockets;
    }

    private static ServerSocket listen(PortRange range, @Nullable InetAddress address) throws IOException {
        for (int port = range.first(); port <= range.last(); port++) {
            try {
                return new ServerSocket(port, BACKLOG, address);
            } catch (BindException e) {
                // taken: the next
            }
        }
        throw new IOException("no port of " + range + " is free to listen on: widen --tcp-port-range");
    }

    /** Whether a name of a host means this machine. */
    static boolean isLocal(String name, String ownName) {
        if (name.equals(Placement.LOCAL) || name.equals(ownName)) {
            return true;
        }
        int dot = ownName.indexOf('.');
        return dot > 0 && name.equals(ownName.substring(0, dot)) || isOwnAddress(name);
    }

    private static boolean isOwnAddress(String name) {
        try {
            return NetworkInterface.getByInetAddress(InetAddress.ofLiteral(name)) != null;
        } catch (IllegalArgumentException | IOException e) {
            return false;
        }
    }

    /** The address in the form that {@link #parse} reads. */
    static String text(InetAddress address, int port) {
        String text = address.getHostAddress();
        int scope = text.indexOf('%');
        return (scope < 0 ? text : text.substring(0, scope)) + " " + port;
    }

    /** The address of a text that {@link #text} made. */
    static InetSocketAddress parse(String text) throws UnknownHostException {
        int space = text.lastIndexOf(' ');
        return new InetSocketAddress(
                InetAddress.getByName(text.substring(0, space)), Integer.parseInt(text.substring(space + 1)));
    }
}
