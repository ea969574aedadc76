package mpj.transport.tcp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import mpj.base.config.Parameters;
import mpj.base.net.NetworkChoice;
import mpj.base.net.OwnAddress;
import org.jspecify.annotations.Nullable;

/** The addresses of this machine, and which of a peer's to try in which order. */
final class Addresses {
    private final List<OwnAddress> own;
    private final String host;

    private Addresses(List<OwnAddress> own, String host) {
        this.own = own;
        this.host = host;
    }

    /**
     * Looks which there are.
     *
     * @param onlyHost whether all ranks of the job run on this host: then loopback will do
     */
    static Addresses find(Parameters parameters, boolean onlyHost) throws IOException {
        List<OwnAddress> all = OwnAddress.all();
        NetworkChoice wanted = TcpParameters.networks(parameters);
        List<OwnAddress> chosen = wanted != null
                ? wanted.of(all)
                : all.stream()
                        .filter(candidate -> candidate.address().isLoopbackAddress() == onlyHost)
                        .toList();
        // the last resort, for ranks that share a network name space after all
        return new Addresses(chosen.isEmpty() ? all : chosen, hostId());
    }

    private static String hostId() throws IOException {
        Path boot = Path.of("/proc/sys/kernel/random/boot_id");
        Path network = Path.of("/proc/self/ns/net");
        if (Files.isReadable(boot) && Files.isSymbolicLink(network)) {
            return Files.readString(boot).trim() + "/" + Files.readSymbolicLink(network);
        }
        return "";
    }

    /** The one address to listen on; null where there are several. */
    @Nullable
    InetAddress only() {
        return own.size() == 1 ? own.getFirst().address() : null;
    }

    TcpCard card(int port) {
        return new TcpCard(host, port, own.stream().map(OwnAddress::address).toList());
    }

    /**
     * The peer's addresses in the order in which to try them: loopback only within one network name space, then those of
     * networks that this host is in, IPv4 before IPv6, then all others.
     */
    List<InetSocketAddress> ways(TcpCard peer) {
        boolean sameHost = !host.isEmpty() && host.equals(peer.host());
        boolean hasV6 = own.stream().anyMatch(o -> !(o.address() instanceof Inet4Address));
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
