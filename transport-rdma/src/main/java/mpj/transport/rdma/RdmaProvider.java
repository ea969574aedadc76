package mpj.transport.rdma;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/** Offers RDMA where there is an adapter with an active port, and a way to its verbs. */
public final class RdmaProvider implements TransportProvider {
    static final String NAME = "rdma";

    /** The way to the verbs that is tried before any other. */
    private static final String FIRST = "disni";

    private final @Nullable List<VerbsProvider> given;

    /** With the ways to the verbs that {@code ServiceLoader} finds. */
    public RdmaProvider() {
        given = null;
    }

    /** With these ways to the verbs, the first that works goes first. */
    public RdmaProvider(VerbsProvider... verbs) {
        given = List.of(verbs);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int preference() {
        return 50;
    }

    @Override
    public Transport open(TransportContext context) throws TransportUnavailableException {
        return new RdmaTransport(context, new Ways(known(), context.parameters(), context.size()));
    }

    private List<VerbsProvider> known() {
        if (given != null) {
            return given;
        }
        // loops and no lambdas: every rank comes here at its start, mostly to find that there is no adapter
        List<VerbsProvider> found = new ArrayList<>();
        for (VerbsProvider provider : ServiceLoader.load(VerbsProvider.class, RdmaProvider.class.getClassLoader())) {
            found.add(provider.name().equals(FIRST) ? 0 : found.size(), provider);
        }
        return found;
    }
}
