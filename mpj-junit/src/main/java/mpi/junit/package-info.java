/**
 * Tests of MPI programs with JUnit: {@link mpi.junit.MpiTest} instead of {@code @Test}, and the test runs as a job, once
 * for each number of ranks.
 */
@NullMarked
package mpi.junit;

import org.jspecify.annotations.NullMarked;
