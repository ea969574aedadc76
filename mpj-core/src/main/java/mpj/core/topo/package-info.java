/**
 * Process topologies: grids, the balance of their dimensions, distributed graphs, and which rank takes which place so
 * that neighbours share a node. Only {@link mpj.core.topo.DistributedGraph} and {@link mpj.core.topo.Nodes} communicate;
 * nothing has state. MPI 5.0, chapter 8.
 */
@NullMarked
package mpj.core.topo;

import org.jspecify.annotations.NullMarked;
