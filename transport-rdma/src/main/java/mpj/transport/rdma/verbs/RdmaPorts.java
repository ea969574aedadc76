package mpj.transport.rdma.verbs;

import java.io.File;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ports of this machine's adapters, as the kernel shows them in its file system. No native library is asked, and
 * without adapter it costs the look for one folder.
 */
public final class RdmaPorts {
    private static final Path DEVICES = Path.of("/sys/class/infiniband");

    /** GID tables have up to 1024 places, filled from the front but for few. */
    private static final int EMPTY_GIDS = 8;

    private static final int GID_BYTES = 16;
    private static final int MAC_BYTES = 6;
    private static final String IWARP_NODE = "4:";

    private final Path devices;
    private final List<RdmaPort> found = new ArrayList<>();

    private RdmaPorts(Path devices) {
        this.devices = devices;
    }

    /** Whether this machine has any adapter, real or emulated. */
    public static boolean anyDevice() {
        return names(DEVICES).length > 0;
    }

    /**
     * All ports with each of their addresses, the usable ones first, InfiniBand and RoCE v2 over IPv4 before others.
     */
    public static List<RdmaPort> list() {
        return list(DEVICES);
    }

    /**
     * @param devices where the kernel shows adapters
     */
    static List<RdmaPort> list(Path devices) {
        RdmaPorts ports = new RdmaPorts(devices);
        for (String device : names(devices)) {
            for (String port : names(devices.resolve(device).resolve("ports"))) {
                ports.addPort(device, Integer.parseInt(port));
            }
        }
        ports.found.sort(Comparator.comparing((RdmaPort port) -> !port.usable())
                .thenComparing(port -> port.linkLayer() == LinkLayer.ROCE_V1)
                .thenComparing(port -> !(port.address() instanceof Inet4Address)));
        return List.copyOf(ports.found);
    }

    private static String[] names(Path folder) {
        String[] names = new File(folder.toString()).list();
        if (names == null) {
            return new String[0];
        }
        Arrays.sort(names);
        return names;
    }

    /** A file's one line; empty where the kernel has nothing to say. */
    private static String read(Path file) {
        try {
            return Files.readString(file).trim();
        } catch (IOException e) {
            return "";
        }
    }

    /** What follows the number in a line as "4: ACTIVE". */
    private static String word(String line) {
        return line.substring(line.indexOf(':') + 1).trim();
    }

    private void addPort(String device, int number) {
        Path folder = devices.resolve(device).resolve("ports").resolve(Integer.toString(number));
        int before = found.size();
        String state = word(read(folder.resolve("state")));
        LinkLayer layer = layer(device, folder);
        if (layer == LinkLayer.ROCE_V2) {
            addGids(device, number, state, folder);
        } else {
            addInterfaces(device, number, layer, state, gid(folder, 0));
        }
        if (found.size() == before) {
            add(device, number, layer, state, -1, "", "", null);
        }
    }

    /** What the port speaks; of RoCE the GIDs tell the version. */
    private LinkLayer layer(String device, Path port) {
        if (read(devices.resolve(device).resolve("node_type")).startsWith(IWARP_NODE)) {
            return LinkLayer.IWARP;
        }
        return read(port.resolve("link_layer")).equals("Ethernet") ? LinkLayer.ROCE_V2 : LinkLayer.INFINIBAND;
    }

    private void add(
            String device,
            int number,
            LinkLayer layer,
            String state,
            int gidIndex,
            String gid,
            String networkInterface,
            @Nullable InetAddress address) {
        boolean active = state.equals("ACTIVE");
        found.add(new RdmaPort(device, number, layer, active, state, gidIndex, gid, networkInterface, address));
    }

    private static String gid(Path port, int index) {
        return read(port.resolve("gids").resolve(Integer.toString(index)));
    }

    /** The bytes of a GID as "fe80:0000:...:0001"; null where the place is empty. */
    private static byte @Nullable [] bytes(String gid) {
        String digits = gid.replace(":", "");
        if (digits.length() != 2 * GID_BYTES || digits.chars().allMatch(c -> c == '0')) {
            return null;
        }
        return HexFormat.of().parseHex(digits);
    }

    /** RoCE: GIDs are the addresses of the network interface. */
    private void addGids(String device, int number, String state, Path port) {
        int empty = 0;
        for (int i = 0; empty < EMPTY_GIDS; i++) {
            String gid = gid(port, i);
            byte[] bytes = bytes(gid);
            if (bytes == null) {
                empty++;
                continue;
            }
            empty = 0;
            String index = Integer.toString(i);
            Path attributes = port.resolve("gid_attrs");
            boolean v2 = read(attributes.resolve("types").resolve(index)).equals("RoCE v2");
            String name = read(attributes.resolve("ndevs").resolve(index));
            InetAddress address = addressOf(name, bytes);
            add(device, number, v2 ? LinkLayer.ROCE_V2 : LinkLayer.ROCE_V1, state, i, gid, name, address);
        }
    }

    /** The interface's address that a GID stands for. */
    private static @Nullable InetAddress addressOf(String name, byte[] gid) {
        for (InetAddress address : addresses(name)) {
            byte[] own = address.getAddress();
            boolean equal = own.length == GID_BYTES
                    ? Arrays.equals(own, gid)
                    : Arrays.equals(own, 0, own.length, gid, GID_BYTES - own.length, GID_BYTES) && isMapped(gid);
            if (equal) {
                return address;
            }
        }
        return null;
    }

    /** Whether it is an IPv4 address in a GID's last four bytes: zeros, and two bytes of ones before it. */
    private static boolean isMapped(byte[] gid) {
        for (int i = 0; i < 10; i++) {
            if (gid[i] != 0) {
                return false;
            }
        }
        return gid[10] == -1 && gid[11] == -1;
    }

    /** InfiniBand and iWARP: the addresses are those of the adapter's network interfaces. */
    private void addInterfaces(String device, int number, LinkLayer layer, String state, String gid) {
        for (String name : interfacesOf(device, number, layer, gid)) {
            for (InetAddress address : addresses(name)) {
                add(device, number, layer, state, 0, gid, name, address);
            }
        }
    }

    private List<String> interfacesOf(String device, int number, LinkLayer layer, String gid) {
        List<String> names = new ArrayList<>();
        Path net = devices.resolve(device).resolve("device").resolve("net");
        for (String name : names(net)) {
            String port = read(net.resolve(name).resolve("dev_port"));
            if (port.isEmpty() || layer == LinkLayer.IWARP || port.equals(Integer.toString(number - 1))) {
                names.add(name);
            }
        }
        byte[] bytes = bytes(gid);
        if (names.isEmpty() && layer == LinkLayer.IWARP && bytes != null) {
            // an emulated adapter's GID begins with the address of the interface below it
            byte[] mac = Arrays.copyOf(bytes, MAC_BYTES);
            for (NetworkInterface candidate : interfaces()) {
                if (Arrays.equals(mac, hardwareAddress(candidate))) {
                    names.add(candidate.getName());
                }
            }
        }
        return names;
    }

    private static List<NetworkInterface> interfaces() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces());
        } catch (IOException e) {
            return List.of();
        }
    }

    private static byte @Nullable [] hardwareAddress(NetworkInterface of) {
        try {
            return of.getHardwareAddress();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<InetAddress> addresses(String name) {
        try {
            NetworkInterface named = name.isEmpty() ? null : NetworkInterface.getByName(name);
            return named == null ? List.of() : Collections.list(named.getInetAddresses());
        } catch (IOException e) {
            return List.of();
        }
    }
}
