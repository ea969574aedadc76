package mpj.transport.rdma;

import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import mpj.base.config.Parameters;
import mpj.transport.Transport;
import mpj.transport.TransportContext;
import mpj.transport.TransportProvider;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/** Offers RDMA where there is an adapter with an active port, and a way to its verbs. */
public final class RdmaProvider implements TransportProvider {
    static final String NAME = "rdma";

    private static final String AUTO = "auto";
    /** The way to the verbs that is tried before any other. */
    private static final String FIRST = "disni";

    private final @Nullable List<VerbsProvider> given;

    /** With the ways to the verbs that {@code ServiceLoader} finds. */
    public RdmaProvider() {
        given = null;
    }

    /** With one way to the verbs. */
    public RdmaProvider(VerbsProvider verbs) {
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
        Parameters parameters = context.parameters();
        StringBuilder why = new StringBuilder();
        VerbsProvider verbs = choose(parameters, why);
        RdmaPort port = choosePort(verbs, parameters);
        Device device = null;
        try {
            device = verbs.open(port);
            RdmaSettings settings =
                    RdmaSettings.of(parameters, device.limits(), LockedMemory.limit(), context.size(), port.linkLayer() == LinkLayer.IWARP);
            int mtu = device.limits().mtu();
            String description = port.describe() + (mtu == 0 ? "" : ", MTU " + mtu) + ", provider " + verbs.name()
                    + (why.isEmpty() ? "" : " (" + why + ")");
            return new RdmaTransport(context, device, settings, description);
        } catch (VerbsException e) {
            if (device != null) {
                device.close();
            }
            throw TransportUnavailableException.broken(port.describe() + ": " + RdmaTransport.reason(e), e);
        }
    }

    // ---------------------------------------------------------------- the choice

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

    /**
     * The first that can be used, or the one that was asked for.
     *
     * @param why is told why those before it cannot
     */
    private VerbsProvider choose(Parameters parameters, StringBuilder why) throws TransportUnavailableException {
        String wanted = parameters.text(RdmaParameters.PROVIDER);
        boolean any = wanted == null || wanted.equals(AUTO);
        List<VerbsProvider> known = known();
        List<String> names = new ArrayList<>();
        for (VerbsProvider provider : known) {
            names.add(provider.name());
            if (any || provider.name().equals(wanted)) {
                String problem = provider.unusable();
                if (problem == null) {
                    return provider;
                }
                String not = "not " + provider.name();
                if (why.toString().endsWith(problem)) {
                    // of the machine rather than of a way to its verbs
                    why.insert(why.length() - problem.length() - 2, ", " + not);
                } else {
                    why.append(why.isEmpty() ? "" : "; ").append(not).append(": ").append(problem);
                }
            }
        }
        if (!any && !names.contains(wanted)) {
            throw new TransportUnavailableException("MPJ_RDMA_PROVIDER=" + wanted + " is none of " + AUTO + ", "
                    + String.join(", ", names));
        }
        String reason = why.isEmpty() ? "there is no way to RDMA verbs here" : why.toString();
        boolean hasAdapter = false;
        for (VerbsProvider provider : known) {
            hasAdapter |= !provider.ports().isEmpty();
        }
        throw hasAdapter
                ? TransportUnavailableException.broken(reason, null)
                : new TransportUnavailableException(reason);
    }

    /** The first usable port of those that the parameters leave, of IPv4 if there is one. */
    private static RdmaPort choosePort(VerbsProvider verbs, Parameters parameters)
            throws TransportUnavailableException {
        String device = parameters.text(RdmaParameters.DEVICE);
        int number = parameters.integer(RdmaParameters.PORT, -1, 1, 255);
        int gid = parameters.integer(RdmaParameters.GID_INDEX, -1, 0, 65_535);
        RdmaPort chosen = null;
        StringBuilder others = new StringBuilder();
        for (RdmaPort port : verbs.ports()) {
            boolean fits = (device == null || device.equals(port.device()))
                    && (number < 0 || number == port.number())
                    && (gid < 0 || gid == port.gidIndex());
            if (!fits || !port.usable()) {
                others.append(others.isEmpty() ? "" : "; ").append(fits ? port.problem() : port.describe());
            } else if (chosen == null
                    || port.address() instanceof Inet4Address && !(chosen.address() instanceof Inet4Address)) {
                chosen = port;
            }
        }
        if (chosen == null) {
            String asked = (device == null ? "" : ", MPJ_RDMA_DEVICE=" + device)
                    + (number < 0 ? "" : ", MPJ_RDMA_PORT=" + number)
                    + (gid < 0 ? "" : ", MPJ_RDMA_GID_INDEX=" + gid);
            throw TransportUnavailableException.broken(
                    "no port of an adapter can be used" + asked + (others.isEmpty() ? "" : ": " + others), null);
        }
        return chosen;
    }
}
