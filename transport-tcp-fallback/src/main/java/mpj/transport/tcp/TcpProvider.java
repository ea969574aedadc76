package mpj.transport.tcp;

import java.io.IOException;
import mpj.transport.Reason;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;

/** Offers TCP, everywhere. */
public final class TcpProvider implements TransportProvider {
    static final String NAME = "tcp";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return 100;
    }

    @Override
    public Transport open(TransportContext context) throws TransportUnavailableException {
        try {
            return new TcpTransport(context);
        } catch (IOException e) {
            throw new TransportUnavailableException(Reason.of(e), e);
        }
    }
}
