package mpj.transport.rdma.verbs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ports as the kernel's files tell of them, with the loopback interface's address as an adapter's. */
class RdmaPortsTest {
    private static final String NO_GID = "0000:0000:0000:0000:0000:0000:0000:0000";
    private static final String LOOPBACK_GID = "0000:0000:0000:0000:0000:ffff:7f00:0001";

    @TempDir
    private Path devices;

    private void write(String file, String text) throws IOException {
        Path path = devices.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text + "\n");
    }

    private void port(String device, String node, String state, String layer) throws IOException {
        write(device + "/node_type", node);
        write(device + "/ports/1/state", state);
        write(device + "/ports/1/link_layer", layer);
    }

    private void gid(String device, int index, String gid, String type, String networkInterface) throws IOException {
        write(device + "/ports/1/gids/" + index, gid);
        write(device + "/ports/1/gid_attrs/types/" + index, type);
        write(device + "/ports/1/gid_attrs/ndevs/" + index, networkInterface);
    }

    @Test
    void thereMayBeNone() {
        assertEquals(List.of(), RdmaPorts.list(devices));
        assertEquals(List.of(), RdmaPorts.list(devices.resolve("missing")));
    }

    @Test
    void roceHasAnAddressForEachGid() throws IOException {
        port("rxe0", "1: CA", "4: ACTIVE", "Ethernet");
        gid("rxe0", 0, "fe80:0000:0000:0000:5054:00ff:fe77:0001", "RoCE v2", "nonesuch");
        gid("rxe0", 1, NO_GID, "", "");
        gid("rxe0", 2, LOOPBACK_GID, "IB/RoCE v1", "lo");
        gid("rxe0", 3, LOOPBACK_GID, "RoCE v2", "lo");
        List<RdmaPort> ports = RdmaPorts.list(devices);
        assertEquals(3, ports.size());
        RdmaPort best = ports.get(0);
        assertEquals(
                new RdmaPort(
                        "rxe0",
                        1,
                        LinkLayer.ROCE_V2,
                        true,
                        "ACTIVE",
                        3,
                        LOOPBACK_GID,
                        "lo",
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
                best);
        assertTrue(best.usable());
        assertEquals(
                "rxe0 port 1, RoCE v2, ACTIVE, 127.0.0.1 on lo, GID 3 " + LOOPBACK_GID, best.describe());
        assertEquals(LinkLayer.ROCE_V1, ports.get(1).linkLayer());
        RdmaPort unusable = ports.get(2);
        assertFalse(unusable.usable());
        assertTrue(unusable.problem().contains("ip address add"), unusable::problem);
    }

    @Test
    void aPortThatIsDownSaysSo() throws IOException {
        port("mlx5_0", "1: CA", "1: DOWN", "InfiniBand");
        List<RdmaPort> ports = RdmaPorts.list(devices);
        assertEquals(1, ports.size());
        assertFalse(ports.get(0).usable());
        assertEquals(LinkLayer.INFINIBAND, ports.get(0).linkLayer());
        assertTrue(ports.get(0).problem().startsWith("mlx5_0 port 1 is DOWN"), ports.get(0)::problem);
    }

    @Test
    void infinibandHasTheAddressesOfItsInterfaces() throws IOException {
        port("mlx5_0", "1: CA", "4: ACTIVE", "InfiniBand");
        write("mlx5_0/ports/1/gids/0", "fe80:0000:0000:0000:0002:c903:0029:e001");
        write("mlx5_0/device/net/lo/dev_port", "0");
        write("mlx5_0/device/net/other/dev_port", "1");
        List<RdmaPort> ports = RdmaPorts.list(devices);
        assertTrue(ports.get(0).usable());
        assertEquals("lo", ports.get(0).networkInterface());
        assertEquals(0, ports.get(0).gidIndex());
    }
}
