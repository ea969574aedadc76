package mpj.transport.tcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import mpj.base.config.Parameters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interfaces, addresses and ports. */
class PlacesTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int PORT = 4711;

    private static Addresses find(String interfaces) throws IOException {
        return Addresses.find(Parameters.of(interfaces.isEmpty() ? Map.of() : Map.of("MPJ_TCP_IF", interfaces)), true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lo", "127.0.0.0/8", "127.0.0.1/32", " lo , 127.0.0.0/8", "0.0.0.0/0"})
    void interfacesAndNetworksOfThisMachine(String wanted) throws IOException {
        assertTrue(find(wanted).card(PORT).addresses().contains(LOOPBACK), wanted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nosuch0", "lo,nosuch0", "203.0.113.0/24", "127.0.0.0/33", "127.0.0.0/x", "example.org/8", "/", ","})
    void othersAreErrorsThatNameThem(String wanted) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> find(wanted));
        assertTrue(String.valueOf(e.getMessage()).startsWith("MPJ_TCP_IF"), e::getMessage);
    }

    @Test
    void loopbackIsForOneHostOnly() throws IOException {
        Addresses here = find("");
        TcpCard own = here.card(PORT);
        assertTrue(own.addresses().stream().allMatch(InetAddress::isLoopbackAddress), own.toString());
        assertEquals(own.addresses().size(), here.ways(own).size());
        assertEquals(List.of(), here.ways(new TcpCard("elsewhere", PORT, own.addresses())));
    }

    @Test
    void nearAddressesComeFirst() throws IOException {
        InetAddress far = InetAddress.ofLiteral("203.0.113.7");
        InetAddress near = InetAddress.ofLiteral("127.0.0.9");
        Addresses here = find("lo");
        TcpCard peer = new TcpCard(here.card(PORT).host(), PORT, List.of(far, near));
        assertEquals(near, here.ways(peer).getFirst().getAddress());
        assertEquals(far, here.ways(peer).getLast().getAddress());
    }

    @Test
    void aCardSurvivesTheWay() throws IOException {
        TcpCard card = new TcpCard("a host", PORT, List.of(LOOPBACK, InetAddress.ofLiteral("2001:db8::1")));
        assertEquals(card, TcpCard.decode(card.encode()));
        assertNotNull(TcpCard.decode(card.encode()));
        assertNull(TcpCard.decode(new byte[0]));
        byte[] cut = Arrays.copyOf(card.encode(), card.encode().length - 1);
        assertNull(TcpCard.decode(cut));
    }

    private static ListenAddress range(String range) {
        return ListenAddress.of(Parameters.of(Map.of("MPJ_TCP_PORT_RANGE", range)), LOOPBACK);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "0-5", "20-10", "1-65536", "-5", "5-", "1-2-3"})
    void rangesThatAreNone(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> range(text));
        assertTrue(String.valueOf(e.getMessage()).contains("MPJ_TCP_PORT_RANGE=" + text), e::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void aRangeIsKeptAndItsEndTold(String kind) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            String range = Integer.toString(taken.getLocalPort());
            IOException e = assertThrows(
                    IOException.class,
                    () -> new TestRank(
                            0,
                            2,
                            new byte[32],
                            Map.of("MPJ_TCP_PORT_RANGE", range, "MPJ_TCP_IO", kind, "MPJ_TCP_IF", "127.0.0.0/8")));
            assertEquals(BindException.class, e.getClass());
            assertTrue(String.valueOf(e.getMessage()).contains(range), e::getMessage);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"epoll", "nio"})
    void theNextFreePortIsTaken(String kind) throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
            int first = taken.getLocalPort();
            int last = Math.min(65_535, first + 50);
            TestRank rank = new TestRank(
                    0,
                    2,
                    new byte[32],
                    Map.of("MPJ_TCP_PORT_RANGE", first + "-" + last, "MPJ_TCP_IO", kind, "MPJ_TCP_IF", "127.0.0.0/8"));
            assertTrue(rank.port() > first && rank.port() <= last, "port " + rank.port());
            rank.close();
        }
    }
}
