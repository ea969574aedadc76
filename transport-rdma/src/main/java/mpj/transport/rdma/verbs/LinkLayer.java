package mpj.transport.rdma.verbs;

/** What an adapter's port speaks on the wire. */
public enum LinkLayer {
    INFINIBAND("InfiniBand"),
    ROCE_V1("RoCE v1"),
    ROCE_V2("RoCE v2"),
    IWARP("iWARP"),
    /** None: the adapter is a program. */
    MEMORY("memory");

    private final String title;

    LinkLayer(String title) {
        this.title = title;
    }

    @Override
    public String toString() {
        return title;
    }
}
