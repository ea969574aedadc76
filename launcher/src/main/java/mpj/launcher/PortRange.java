package mpj.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.jspecify.annotations.Nullable;

/** The ports that may be listened on, both ends included. */
record PortRange(int first, int last) {
    private static final int MAX_PORT = 65_535;

    static PortRange parse(String option, String text) throws UsageException {
        int dash = text.indexOf('-');
        try {
            int first = Integer.parseInt(dash < 0 ? text : text.substring(0, dash));
            int last = dash < 0 ? first : Integer.parseInt(text.substring(dash + 1));
            if (first >= 1 && first <= last && last <= MAX_PORT) {
                return new PortRange(first, last);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new UsageException(option + " " + text + ": must be FIRST-LAST, ports from 1 to " + MAX_PORT);
    }

    /** Listens on the first free port of the range, or on any port where there is no range. */
    static ServerSocket listen(@Nullable PortRange range, int backlog, @Nullable InetAddress address)
            throws IOException {
        if (range == null) {
            return new ServerSocket(0, backlog, address);
        }
        for (int port = range.first; port <= range.last; port++) {
            try {
                return new ServerSocket(port, backlog, address);
            } catch (BindException e) {
                // taken: the next
            }
        }
        throw new IOException("no port of " + range + " is free to listen on: widen --tcp-port-range");
    }

    @Override
    public String toString() {
        return first + "-" + last;
    }
}
