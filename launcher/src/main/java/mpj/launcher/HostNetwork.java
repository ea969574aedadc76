package mpj.launcher;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** This machine's network addresses, and which of them other hosts are to use. */
final class HostNetwork {
    private HostNetwork() {}

    /** A way to reach an address of this machine. */
    private record Choice(String name, InetAddress address) {}

    /**
     * The addresses that other hosts are to use: those of the interfaces and networks that are named, or else all, the
     * loopback last, which serves "hosts" that are other environments of this machine.
     *
     * @param chosen interface names or networks between commas, or null
     */
    static List<InetAddress> addresses(@Nullable String chosen) throws LaunchException, IOException {
        List<Choice> all = all();
        List<InetAddress> found = new ArrayList<>();
        if (chosen == null) {
            for (Choice choice : all) {
                found.add(choice.address);
            }
            return found;
        }
        for (String wanted : chosen.split(",", -1)) {
            int before = found.size();
            for (Choice choice : all) {
                if (matches(wanted.trim(), choice) && !found.contains(choice.address)) {
                    found.add(choice.address);
                }
            }
            if (found.size() == before) {
                throw new LaunchException("--tcp-if " + wanted + ": this host has no such interface or network with an"
                        + " address; it has " + describe(all));
            }
        }
        return found;
    }

    /** Up and of more than this link; IPv4 first, loopback last. */
    private static List<Choice> all() throws IOException {
        List<Choice> first = new ArrayList<>();
        List<Choice> second = new ArrayList<>();
        List<Choice> last = new ArrayList<>();
        for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!network.isUp()) {
                continue;
            }
            for (InetAddress address : Collections.list(network.getInetAddresses())) {
                Choice choice = new Choice(network.getName(), address);
                if (address.isLoopbackAddress()) {
                    last.add(choice);
                } else if (!address.isLinkLocalAddress()) {
                    (address instanceof Inet4Address ? first : second).add(choice);
                }
            }
        }
        first.addAll(second);
        first.addAll(last);
        return first;
    }

    private static String describe(List<Choice> all) {
        StringBuilder text = new StringBuilder();
        for (Choice choice : all) {
            text.append(text.isEmpty() ? "" : ", ").append(choice.name).append(' ');
            text.append(choice.address.getHostAddress());
        }
        return text.toString();
    }

    private static boolean matches(String wanted, Choice choice) throws LaunchException {
        int slash = wanted.indexOf('/');
        if (slash < 0) {
            return choice.name.equals(wanted);
        }
        try {
            byte[] network = InetAddress.ofLiteral(wanted.substring(0, slash)).getAddress();
            int bits = Integer.parseInt(wanted.substring(slash + 1));
            return bits >= 0 && bits <= network.length * 8 && covers(network, bits, choice.address.getAddress());
        } catch (IllegalArgumentException e) {
            throw new LaunchException(
                    "--tcp-if " + wanted + ": must be an interface (eth0) or a network (10.1.0.0/16)");
        }
    }

    private static boolean covers(byte[] network, int bits, byte[] address) {
        if (network.length != address.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if (((network[bit / 8] ^ address[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** Listens where other hosts can reach it: on the chosen addresses, or on all where none were chosen. */
    static List<ServerSocket> listen(HostOptions options, List<InetAddress> addresses) throws IOException {
        List<ServerSocket> sockets = new ArrayList<>();
        if (options.network() == null) {
            sockets.add(PortRange.listen(options.portRange(), 64, null));
        } else {
            for (InetAddress address : addresses) {
                sockets.add(PortRange.listen(options.portRange(), 64, address));
            }
        }
        return sockets;
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
