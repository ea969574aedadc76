package mpj.transport;

/** Found by {@code ServiceLoader}; stateless. */
public interface TransportProvider {
    /** The name used in {@code --transport}. */
    String name();

    /** The order in which transports are tried for a peer, lowest first. */
    int preference();

    /**
     * Opens this rank's share.
     *
     * @throws TransportUnavailableException with the reason and the cure, where it cannot be used here
     */
    Transport open(TransportContext context) throws TransportUnavailableException;
}
