package mpj.transport.rdma.verbs;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * One port of an adapter, with one of its addresses. The address decides what connections use: the connection manager
 * finds device, port and GID by it.
 *
 * @param device the device's name, as "mlx5_0"
 * @param number the port's number, from 1
 * @param linkLayer what it speaks, with the GID's type
 * @param active whether the port is up
 * @param state the port's state in the system's words, as "ACTIVE"
 * @param gidIndex the GID's place in the port's table; -1 where it is not known
 * @param gid the GID as the system writes it; empty where it is not known
 * @param networkInterface the interface that has the address; empty where there is none
 * @param address what peers connect to; null where the port has no address of the Internet Protocol and thus cannot be
 *     used
 */
public record RdmaPort(
        String device,
        int number,
        LinkLayer linkLayer,
        boolean active,
        String state,
        int gidIndex,
        String gid,
        String networkInterface,
        @Nullable InetAddress address) {

    /** Whether connections can be made through it. */
    public boolean usable() {
        return active && address != null;
    }

    /** Why it is not {@link #usable}, with the cure; empty if it is. */
    public String problem() {
        if (!active) {
            return device + " port " + number + " is " + state + "; `rdma link` shows its cable or network interface";
        }
        if (address == null) {
            return device + " port " + number + " has no IP address; give its network interface one (`ip address add`)";
        }
        return "";
    }

    /** Device, port, kind, address and GID in one line. */
    public String describe() {
        String text = device + " port " + number + ", " + linkLayer + ", " + state;
        if (address != null) {
            text += ", " + address.getHostAddress() + " on " + networkInterface;
        }
        return gidIndex < 0 ? text : text + ", GID " + gidIndex + " " + gid;
    }
}
