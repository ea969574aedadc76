package mpj.transport.rdma.verbs.ffm;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import mpj.base.memory.RawMemory;

/** {@code struct sockaddr_in} and {@code sockaddr_in6}. */
final class SocketAddress {
    private static final int SIZE = 28;
    private static final short AF_INET = 2;
    private static final short AF_INET6 = 10;
    private static final int PORT = 2;
    private static final int ADDRESS = 4;
    private static final int ADDRESS6 = 8;
    private static final int SCOPE6 = 24;
    private static final ValueLayout.OfShort BIG_ENDIAN =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

    private SocketAddress() {}

    /** The structure, alive as long as the segment is reachable or its arena open. */
    static MemorySegment of(Arena arena, InetAddress address, int port) {
        MemorySegment struct = arena.allocate(SIZE, Long.BYTES);
        byte[] bytes = address.getAddress();
        boolean six = address instanceof Inet6Address;
        struct.set(ValueLayout.JAVA_SHORT, 0, six ? AF_INET6 : AF_INET);
        struct.set(BIG_ENDIAN, PORT, (short) port);
        MemorySegment.copy(bytes, 0, struct, ValueLayout.JAVA_BYTE, six ? ADDRESS6 : ADDRESS, bytes.length);
        if (address instanceof Inet6Address inet6) {
            struct.set(ValueLayout.JAVA_INT, SCOPE6, inet6.getScopeId());
        }
        return struct;
    }

    /** What a structure at a native address says. */
    static InetSocketAddress read(long at) {
        boolean six = RawMemory.ALL.get(ValueLayout.JAVA_SHORT, at) == AF_INET6;
        byte[] bytes = new byte[six ? 16 : 4];
        long from = at + (six ? ADDRESS6 : ADDRESS);
        MemorySegment.copy(RawMemory.ALL, ValueLayout.JAVA_BYTE, from, bytes, 0, bytes.length);
        int port = Short.toUnsignedInt(RawMemory.ALL.get(BIG_ENDIAN, at + PORT));
        try {
            return new InetSocketAddress(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
