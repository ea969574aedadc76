package mpj.transport.tcp;

import java.util.List;
import mpj.base.config.ParameterCatalog;
import mpj.base.config.ParameterForm;
import mpj.base.config.ParameterInfo;
import mpj.base.config.Parameters;
import mpj.base.net.NetworkChoice;
import mpj.base.net.PortRange;
import org.jspecify.annotations.Nullable;

/** The parameters of TCP. */
public final class TcpParameters implements ParameterCatalog {
    /** Values of {@link #IO}. */
    static final String EPOLL = "epoll";

    static final String NIO = "nio";

    static final ParameterInfo INTERFACES = new ParameterInfo(
            "MPJ_TCP_IF",
            new ParameterForm() {
                @Override
                public void check(String name, String value) {
                    networks(name, value);
                }
            },
            "list",
            "loopback where all ranks are on one host, else all others",
            "interfaces or networks (eth0, 10.0.0.0/8) whose addresses are used, as --tcp-if");

    static final ParameterInfo PORT_RANGE = new ParameterInfo(
            "MPJ_TCP_PORT_RANGE",
            new ParameterForm() {
                @Override
                public void check(String name, String value) {
                    ports(name, value);
                }
            },
            "FIRST-LAST",
            "any",
            "ports to listen on, as --tcp-port-range");

    static final ParameterInfo TIMEOUT = new ParameterInfo(
            "MPJ_TCP_TIMEOUT",
            new ParameterForm.Whole(1, 86_400),
            "s",
            "30",
            "how long a connection may be silent, or an address out of reach, before it counts as broken");

    static final ParameterInfo EAGER = new ParameterInfo(
            "MPJ_TCP_EAGER",
            new ParameterForm.Size(0, Frame.MAX_STAGED),
            "bytes",
            "64K",
            "largest message sent without asking first, at most 64K");

    static final ParameterInfo IO = new ParameterInfo(
            "MPJ_TCP_IO",
            new ParameterForm.Word(EPOLL, NIO),
            "epoll or nio",
            "epoll where there is one",
            "which of netty's ways to the sockets is taken");

    /** For {@code ServiceLoader}. */
    public TcpParameters() {}

    private static NetworkChoice networks(String name, String value) {
        return new NetworkChoice(name + "=" + value + ": ", value);
    }

    private static PortRange ports(String name, String value) {
        return PortRange.parse(name + "=", value);
    }

    /** The networks that are named, or null. */
    static @Nullable NetworkChoice networks(Parameters parameters) {
        String value = parameters.text(INTERFACES);
        return value == null ? null : networks(INTERFACES.name(), value);
    }

    /** The ports that may be listened on. */
    static PortRange ports(Parameters parameters) {
        String value = parameters.text(PORT_RANGE);
        return value == null ? PortRange.ANY : ports(PORT_RANGE.name(), value);
    }

    @Override
    public List<ParameterInfo> parameters() {
        return List.of(INTERFACES, PORT_RANGE, TIMEOUT, EAGER, IO);
    }
}
