package mpj.transport.tcp;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterInfo;

/** The parameters of TCP. */
public final class TcpParameters implements ParameterCatalog {
    static final ParameterInfo INTERFACES = new ParameterInfo(
            "MPJ_TCP_IF",
            "list",
            "loopback where all ranks are on one host, else all others",
            "interfaces or networks (eth0, 10.0.0.0/8) whose addresses are used, as --tcp-if");

    static final ParameterInfo PORT_RANGE = new ParameterInfo(
            "MPJ_TCP_PORT_RANGE", "FIRST-LAST", "any", "ports to listen on, as --tcp-port-range");

    static final ParameterInfo TIMEOUT = new ParameterInfo(
            "MPJ_TCP_TIMEOUT",
            "s",
            "30",
            "how long a connection may be silent, or an address out of reach, before it counts as broken");

    static final ParameterInfo EAGER = new ParameterInfo(
            "MPJ_TCP_EAGER", "bytes", "64K", "largest message sent without asking first, at most 64K");

    static final ParameterInfo IO = new ParameterInfo(
            "MPJ_TCP_IO", "epoll or nio", "epoll where there is one", "which of netty's ways to the sockets is taken");

    /** For {@code ServiceLoader}. */
    public TcpParameters() {}

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(INTERFACES, PORT_RANGE, TIMEOUT, EAGER, IO);
    }
}
