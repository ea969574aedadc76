package mpj.transport.tcp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import mpj.base.config.Parameters;
import org.jspecify.annotations.Nullable;

/** The addresses of this machine, and which of a peer's to try in which order. */
final class Addresses {
    private static final String INTERFACES = TcpParameters.INTERFACES.name();

    private final List<Own> own;
    private final String host;

    /** An address and how many of its bits name its network. */
    private record Own(NetworkInterface device, InetAddress address, int prefix) {
        boolean hasNeighbour(InetAddress other) {
            return isIn(other, address, prefix);
        }
    }

    private Addresses(List<Own> own, String host) {
        this.own = own;
        this.host = host;
    }

    /**
     * Looks which there are.
     *
     * @param onlyHost whether all ranks of the job run on this host: then loopback will do
     */
    static Addresses find(Parameters parameters, boolean onlyHost) throws IOException {
        List<Own> all = all();
        String wanted = parameters.text(INTERFACES);
        List<Own> chosen = new ArrayList<>();
        for (Own candidate : all) {
            boolean loopback = candidate.address.isLoopbackAddress();
            if (wanted != null ? isWanted(candidate, wanted) : loopback == onlyHost) {
                chosen.add(candidate);
            }
        }
        if (wanted != null) {
            checkWanted(wanted, all);
        }
        // the last resort, for ranks that share a network name space after all
        return new Addresses(chosen.isEmpty() ? all : chosen, hostId());
    }

    private static List<Own> all() throws SocketException {
        List<Own> all = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (device.isUp()) {
                for (InterfaceAddress address : device.getInterfaceAddresses()) {
                    // link-local addresses mean something only together with an interface of the peer's own
                    if (!address.getAddress().isLinkLocalAddress()) {
                        all.add(new Own(device, address.getAddress(), address.getNetworkPrefixLength()));
                    }
                }
            }
        }
        return all;
    }

    private static String hostId() throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Path network = Path.of("/proc/self/ns/net");
        if (Files.isReadable(boot) && Files.isSymbolicLink(network)) {
            return Files.readString(boot).trim() + "/" + Files.readSymbolicLink(network);
        }
        return "";
    }

    private static boolean isWanted(Own candidate, String wanted) {
        for (String part : wanted.split(",", -1)) {
            String text = part.trim();
            int slash = text.indexOf('/');
            boolean fits = slash < 0
                    ? candidate.device.getName().equals(text)
                    : isIn(candidate.address, network(text, slash), prefix(text, slash));
            if (fits) {
                return true;
            }
        }
        return false;
    }

    /** Every word of the list means something here, or is an error. */
    private static void checkWanted(String wanted, List<Own> all) {
        for (String part : wanted.split(",", -1)) {
            String text = part.trim();
            if (all.stream().noneMatch(candidate -> isWanted(candidate, text))) {
                StringBuilder there = new StringBuilder();
                for (Own candidate : all) {
                    there.append(there.isEmpty() ? "" : ", ")
                            .append(candidate.device.getName())
                            .append(" (")
                            .append(text(candidate))
                            .append(')');
                }
                throw new IllegalArgumentException(INTERFACES + "=" + wanted + ": '" + text
                        + "' is no interface of this host with an address, nor a network (like 10.0.0.0/8) that one "
                        + "is in; there are: " + there);
            }
        }
    }

    private static String text(Own own) {
        return own.address.getHostAddress() + "/" + own.prefix;
    }

    private static IllegalArgumentException noNetwork(String text) {
        return new IllegalArgumentException(INTERFACES + ": '" + text
                + "' is not a network: give an address and the number of its leading bits, as in 10.1.0.0/16");
    }

    private static InetAddress network(String text, int slash) {
        String address = text.substring(0, slash);
        // names would be looked up
        if (!address.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            throw noNetwork(text);
        }
        try {
            return InetAddress.ofLiteral(address);
        } catch (IllegalArgumentException e) {
            throw noNetwork(text);
        }
    }

    private static int prefix(String text, int slash) {
        try {
            int prefix = Integer.parseInt(text.substring(slash + 1));
            if (prefix >= 0 && prefix <= network(text, slash).getAddress().length * Byte.SIZE) {
                return prefix;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw noNetwork(text);
    }

    private static boolean isIn(InetAddress address, InetAddress network, int prefix) {
        byte[] a = address.getAddress();
        byte[] b = network.getAddress();
        if (a.length != b.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit & 7);
            if (((a[bit >> 3] ^ b[bit >> 3]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    /** The one address to listen on; null where there are several. */
    @Nullable
    InetAddress only() {
        return own.size() == 1 ? own.getFirst().address : null;
    }

    TcpCard card(int port) {
        return new TcpCard(host, port, own.stream().map(Own::address).toList());
    }

    /**
     * The peer's addresses in the order in which to try them: loopback only within one network name space, then those of
     * networks that this host is in, IPv4 before IPv6, then all others.
     */
    List<InetSocketAddress> ways(TcpCard peer) {
        boolean sameHost = !host.isEmpty() && host.equals(peer.host());
        boolean hasV6 = own.stream().anyMatch(o -> !(o.address instanceof Inet4Address));
        List<InetAddress> usable = new ArrayList<>();
        for (InetAddress address : peer.addresses()) {
            if ((hasV6 || address instanceof Inet4Address) && (sameHost || !address.isLoopbackAddress())) {
                usable.add(address);
            }
        }
        usable.sort(Comparator.comparingInt(this::distance));
        return usable.stream()
                .map(address -> new InetSocketAddress(address, peer.port()))
                .toList();
    }

    private int distance(InetAddress address) {
        int family = address instanceof Inet4Address ? 0 : 1;
        if (address.isLoopbackAddress()) {
            return family;
        }
        boolean near = own.stream().anyMatch(o -> o.hasNeighbour(address));
        return (near ? 2 : 4) + family;
    }
}
