package mpj.transport.rdma;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mpj.base.config.Parameters;
import mpj.transport.Reason;
import mpj.transport.TransportUnavailableException;
import mpj.transport.rdma.verbs.Device;
import mpj.transport.rdma.verbs.LinkLayer;
import mpj.transport.rdma.verbs.LockedMemory;
import mpj.transport.rdma.verbs.RdmaPort;
import mpj.transport.rdma.verbs.VerbsException;
import mpj.transport.rdma.verbs.VerbsProvider;
import org.jspecify.annotations.Nullable;

/**
 * The ways to the verbs that this process knows, in the order in which they are tried, and the one that it takes: the
 * first that works here, the one that was asked for, or a later one because another rank cannot take this.
 */
final class Ways {
    private static final int MOST_WHY = 500;

    private final List<VerbsProvider> known;
    private final Parameters parameters;
    private final int jobSize;
    private final @Nullable String asked;
    private final StringBuilder why = new StringBuilder();
    private int chosen;

    /** A device with what was found out on the way. */
    record Opened(Device device, RdmaSettings settings, String description) {}

    /** Chooses a way as far as this process can tell. */
    Ways(List<VerbsProvider> known, Parameters parameters, int jobSize) throws TransportUnavailableException {
        this.known = known;
        this.parameters = parameters;
        this.jobSize = jobSize;
        String wanted = parameters.text(RdmaParameters.PROVIDER);
        this.asked = RdmaParameters.AUTO.equals(wanted) ? null : wanted;
        this.chosen = firstThatWorks();
    }

    /** The name of the way. */
    String name() {
        return known.get(chosen).name();
    }

    /** Why it is not an earlier one; empty if there is none. */
    String why() {
        return why.length() > MOST_WHY ? why.substring(0, MOST_WHY) : why.toString();
    }

    private int firstThatWorks() throws TransportUnavailableException {
        for (int i = 0; i < known.size(); i++) {
            VerbsProvider provider = known.get(i);
            if (asked == null || provider.name().equals(asked)) {
                String problem = provider.unusable();
                if (problem == null) {
                    return i;
                }
                note(provider.name(), problem);
            }
        }
        if (why.isEmpty()) {
            why.append(asked == null ? "there is no way" : "MPJ_RDMA_PROVIDER=" + asked + ": there is no such way");
            why.append(" to RDMA verbs here");
        }
        String reason = why.toString();
        if (!hasAdapter()) {
            throw new TransportUnavailableException(reason);
        }
        throw asked == null
                ? TransportUnavailableException.broken(reason, null)
                : TransportUnavailableException.askedFor("MPJ_RDMA_PROVIDER=" + asked + " on " + host() + ": " + reason);
    }

    private void note(String name, String problem) {
        String not = "not " + name;
        if (why.toString().endsWith(problem)) {
            // of the machine rather than of a way to its verbs
            why.insert(why.length() - problem.length() - 2, ", " + not);
        } else {
            why.append(why.isEmpty() ? "" : "; ").append(not).append(": ").append(problem);
        }
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        for (VerbsProvider provider : known) {
            names.add(provider.name());
        }
        return names;
    }

    private boolean hasAdapter() {
        boolean hasAdapter = false;
        for (VerbsProvider provider : known) {
            hasAdapter |= !provider.ports().isEmpty();
        }
        return hasAdapter;
    }

    /** This machine's name, for people. */
    static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).trim();
        } catch (IOException e) {
            return "this host";
        }
    }

    /**
     * Takes the way that another rank has to take, if it comes after this one's.
     *
     * @return whether that is another way than before
     * @throws TransportUnavailableException where this rank was asked to take one that the other does not
     */
    boolean follow(int rank, RdmaCard other) throws TransportUnavailableException {
        int theirs = names().indexOf(other.way());
        if (theirs < 0 || theirs == chosen) {
            return false;
        }
        String reason = "rank " + rank + " on " + other.host() + " uses " + other.way()
                + (other.why().isEmpty() ? "" : ", " + other.why());
        if (asked != null) {
            throw TransportUnavailableException.askedFor("MPJ_RDMA_PROVIDER=" + asked + ", but " + reason);
        }
        if (theirs < chosen) {
            return false;
        }
        String problem = known.get(theirs).unusable();
        if (problem != null) {
            throw TransportUnavailableException.broken(
                    reason + ", and " + host() + " cannot: " + problem + "; choose with --rdma-provider", null);
        }
        chosen = theirs;
        why.setLength(0);
        why.append("for the whole job, as ").append(reason);
        return true;
    }

    /** Opens a device by the way. */
    Opened open() throws TransportUnavailableException {
        VerbsProvider verbs = known.get(chosen);
        RdmaPort port = choosePort(verbs, parameters);
        try {
            Device device = verbs.open(port);
            boolean strict = port.linkLayer() == LinkLayer.IWARP;
            RdmaSettings settings =
                    RdmaSettings.of(parameters, device.limits(), LockedMemory.limit(), jobSize, strict);
            int mtu = device.limits().mtu();
            String description = port.describe() + (mtu == 0 ? "" : ", MTU " + mtu) + ", provider " + verbs.name()
                    + (why.isEmpty() ? "" : " (" + why + ")");
            return new Opened(device, settings, description);
        } catch (VerbsException e) {
            throw TransportUnavailableException.broken(port.describe() + ": " + Reason.of(e), e);
        }
    }

    /** The first usable port of those that the parameters leave, of IPv4 if there is one. */
    private static RdmaPort choosePort(VerbsProvider verbs, Parameters parameters)
            throws TransportUnavailableException {
        String device = parameters.text(RdmaParameters.DEVICE);
        int number = parameters.integer(RdmaParameters.PORT, -1);
        int gid = parameters.integer(RdmaParameters.GID_INDEX, -1);
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
