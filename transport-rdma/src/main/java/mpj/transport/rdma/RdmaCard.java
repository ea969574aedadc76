package mpj.transport.rdma;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where a rank can be reached, and by what.
 *
 * @param fabric what its port speaks
 * @param maxSend the largest message that its buffers hold
 * @param way how it reaches the verbs, and why by no better way; all ranks of a job do so alike
 * @param host its machine's name, for people
 */
record RdmaCard(String fabric, int maxSend, InetSocketAddress address, String way, String why, String host) {
    private static final int MAGIC = 0x52444d02;

    byte[] encode() {
        return new WireWriter()
                .number(MAGIC)
                .text(fabric)
                .number(maxSend)
                .bytes(address.getAddress().getAddress())
                .number(address.getPort())
                .text(way)
                .text(why)
                .text(host)
                .body();
    }

    /** The card in these bytes; null if there is none. */
    static @Nullable RdmaCard decode(byte[] bytes) {
        try {
            WireReader in = new WireReader(bytes);
            if (in.number() != MAGIC) {
                return null;
            }
            String fabric = in.text();
            int maxSend = in.number();
            InetAddress address = InetAddress.getByAddress(in.bytes());
            InetSocketAddress at = new InetSocketAddress(address, in.number());
            return new RdmaCard(fabric, maxSend, at, in.text(), in.text(), in.text());
        } catch (IOException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether addresses of that kind can be reached from this one's. */
    boolean speaksAs(RdmaCard other) {
        return fabric.equals(other.fabric)
                && address.getAddress().getAddress().length == other.address.getAddress().getAddress().length;
    }
}
