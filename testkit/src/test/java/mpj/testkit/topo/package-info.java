/** Topologies against naive definitions. */
@NullMarked
package mpj.testkit.topo;

import org.jspecify.annotations.NullMarked;
