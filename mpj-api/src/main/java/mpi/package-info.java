/**
 * MPI for Java: what user programs import.
 *
 * <p>{@link mpi.MPI} holds the constants, start and end; {@link mpi.Comm} and its parts every communication. Each
 * method checks its arguments, makes one call into the engine, and turns what goes wrong into an
 * {@link mpi.MPIException}. Names, signatures and behaviour are those of Open MPI's Java bindings, with these
 * additions: nothing needs an explicit {@code Init} or {@code Finalize}; every call takes arrays, NIO buffers (heap and
 * direct) and memory segments; counts may be {@code long}; exceptions are unchecked. Calls without count and datatype send
 * and receive whole objects, as mpi4py's methods in lower case ({@link mpi.CommObjects}).
 *
 * <p>Any thread may call anything. The hot path is {@code Comm.send}, {@code Comm.recv} and {@code Comm.barrier}, which
 * allocate nothing in steady state: their checks are a few compares, and all words are made in separate methods after a
 * check has failed.
 */
@NullMarked
package mpi;

import org.jspecify.annotations.NullMarked;
