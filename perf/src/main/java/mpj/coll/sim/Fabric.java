package mpj.coll.sim;

/**
 * The switches between the nodes: a fat tree with static routes. A switch has so many nodes below it, a switch of the
 * next level so many of these, and so on up to one that has all.
 *
 * @param nodesPerSwitch nodes of a leaf switch, and switches below a switch
 * @param taper how many times less bandwidth a switch has upwards than downwards; 1 where it has as much
 * @param hop the seconds that a message takes longer for each switch after the first
 */
public record Fabric(int nodesPerSwitch, double taper, double hop) {
    /** One switch that all nodes are at: nothing but the adapters is shared. */
    public static final Fabric CROSSBAR = new Fabric(Integer.MAX_VALUE, 1, 0);

    /** Switches of 64 ports, half of them upwards. */
    public static final Fabric DEFAULT = new Fabric(32, 1, 0.1e-6);

    /** Checks the figures. */
    public Fabric {
        if (nodesPerSwitch < 2) {
            throw new IllegalArgumentException("a switch has at least 2 nodes below it, not " + nodesPerSwitch);
        }
        if (!(taper >= 1) || !(hop >= 0)) {
            throw new IllegalArgumentException(
                    "a fabric has a taper of at least 1 and a hop of at least 0 seconds, not " + taper + " and " + hop);
        }
    }
}
