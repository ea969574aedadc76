package mpj.testkit;

import java.util.Map;

/** The contract on TCP over the JDK's sockets. */
class NioTcpTransportTest extends TcpTransportTest {
    @Override
    protected Map<String, String> parameters() {
        return Map.of("MPJ_TCP_IO", "nio");
    }
}
