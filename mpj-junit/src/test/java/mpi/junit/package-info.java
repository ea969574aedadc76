@NullMarked
package mpi.junit;

import org.jspecify.annotations.NullMarked;
