/** What objects cost; here because the classes measured are of this package. */
@NullMarked
package mpi;

import org.jspecify.annotations.NullMarked;
