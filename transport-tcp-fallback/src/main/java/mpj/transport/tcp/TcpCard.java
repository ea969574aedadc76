package mpj.transport.tcp;

import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Where a rank can be reached.
 *
 * @param host names the host and its network name space: within one, loopback addresses mean the same
 */
record TcpCard(String host, int port, List<InetAddress> addresses) {
    private static final int MAGIC = 0x54435001;

    byte[] encode() {
        WireWriter out = new WireWriter().number(MAGIC).text(host).number(port).number(addresses.size());
        for (InetAddress address : addresses) {
            out.bytes(address.getAddress());
        }
        return out.body();
    }

    /** The card in these bytes; null if there is none. */
    static @Nullable TcpCard decode(byte[] bytes) {
        try {
            WireReader in = new WireReader(bytes);
            if (in.number() != MAGIC) {
                return null;
            }
            String host = in.text();
            int port = in.number();
            int count = in.number();
            List<InetAddress> addresses = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                addresses.add(InetAddress.getByAddress(in.bytes()));
            }
            return new TcpCard(host, port, addresses);
        } catch (IOException e) {
            return null;
        }
    }
}
