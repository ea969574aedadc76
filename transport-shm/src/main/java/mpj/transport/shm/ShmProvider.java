package mpj.transport.shm;

import java.io.IOException;
import mpj.base.memory.Linux;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;

/** Offers shared memory where the kernel is Linux. */
public final class ShmProvider implements TransportProvider {
    static final String NAME = "shm";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return 10;
    }

    @Override
    public Transport open(TransportContext context) throws TransportUnavailableException {
        if (!Linux.isSupported()) {
            throw new TransportUnavailableException("shared memory between ranks needs Linux on x86-64 or aarch64, this is "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        try {
            return new ShmTransport(context);
        } catch (IOException e) {
            throw new TransportUnavailableException("shared memory cannot be set up: " + e.getMessage(), e);
        }
    }
}
