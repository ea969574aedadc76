package mpj.base.net;

import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An address of this machine.
 *
 * @param device the interface's name
 * @param prefix how many of the leading bits name its network
 */
public record OwnAddress(String device, InetAddress address, int prefix) {
    /** Those of all interfaces that are up. */
    public static List<OwnAddress> all() throws SocketException {
        List<OwnAddress> all = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (device.isUp()) {
                for (InterfaceAddress address : device.getInterfaceAddresses()) {
                    // link-local addresses mean something only together with an interface of the peer's own
                    if (!address.getAddress().isLinkLocalAddress()) {
                        all.add(new OwnAddress(
                                device.getName(), address.getAddress(), address.getNetworkPrefixLength()));
                    }
                }
            }
        }
        return all;
    }

    /** Whether the other address is in the network of this one. */
    public boolean hasNeighbour(InetAddress other) {
        return isIn(other, address, prefix);
    }

    /** Whether two addresses have the leading bits in common. */
    static boolean isIn(InetAddress address, InetAddress network, int prefix) {
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

    @Override
    public String toString() {
        return device + " (" + address.getHostAddress() + "/" + prefix + ")";
    }
}
