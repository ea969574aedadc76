package mpi;

/** A collective operation, and what its methods are called in each {@link Form}. */
enum CollectiveName {
    BARRIER("barrier"),
    BCAST("bcast"),
    GATHER("gather"),
    GATHERV("gatherv"),
    SCATTER("scatter"),
    SCATTERV("scatterv"),
    ALL_GATHER("allGather"),
    ALL_GATHERV("allGatherv"),
    ALL_TO_ALL("allToAll"),
    ALL_TO_ALLV("allToAllv"),
    ALL_TO_ALLW("allToAllw"),
    REDUCE("reduce"),
    ALL_REDUCE("allReduce"),
    REDUCE_SCATTER("reduceScatter"),
    REDUCE_SCATTER_BLOCK("reduceScatterBlock"),
    SCAN("scan"),
    EX_SCAN("exScan"),
    NEIGHBOR_ALL_GATHER("neighborAllGather"),
    NEIGHBOR_ALL_GATHERV("neighborAllGatherv"),
    NEIGHBOR_ALL_TO_ALL("neighborAllToAll"),
    NEIGHBOR_ALL_TO_ALLV("neighborAllToAllv"),
    NEIGHBOR_ALL_TO_ALLW("neighborAllToAllw");

    final String blocking;
    final String nonblocking;
    final String persistent;

    CollectiveName(String name) {
        blocking = name;
        nonblocking = "i" + Character.toUpperCase(name.charAt(0)) + name.substring(1);
        persistent = name + "Init";
    }
}
