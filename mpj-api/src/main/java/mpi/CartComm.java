package mpi;

import java.util.Arrays;
import mpj.core.EngineException;
import mpj.core.comm.Communicator;
import mpj.core.topo.Balance;
import mpj.core.topo.Grid;
import mpj.core.topo.NodePlacement;
import org.jspecify.annotations.Nullable;

/**
 * A communicator whose ranks are the places of a grid, the last dimension running fastest.
 * {@link Intracomm#createCart} makes it. MPI 5.0, section 8.5; {@code Cartcomm} in mpi4py.
 */
public final class CartComm extends Intracomm {
    private final Grid grid;
    /** The node of each rank. */
    private final int[] nodes;

    CartComm(@Nullable Communicator core, CommHandle parent, Grid grid, int[] nodes) {
        super(core, parent);
        this.grid = grid;
        this.nodes = nodes;
    }

    @Override
    public CartComm dup() throws MPIException {
        return inherit(on(dupCore()));
    }

    @Override
    public CartComm dupWithInfo(Info info) throws MPIException {
        return inherit(on(dupCore(info)), info);
    }

    @Override
    public CartComm iDup() throws MPIException {
        return begin(inherit(on(null)));
    }

    @Override
    public CartComm iDupWithInfo(Info info) throws MPIException {
        return begin(inherit(on(null), info));
    }

    /** A duplicate, the null handle as long as it is not made. */
    private CartComm on(@Nullable Communicator core) {
        return new CartComm(core, this, grid, nodes);
    }

    @Override
    public CartComm clone() {
        return dup();
    }

    @Override
    int topology() {
        return MPI.CART;
    }

    @Override
    Neighbours neighbours(String operation) {
        int[] neighbours = grid.neighbours(core().rank());
        return new Neighbours(neighbours, neighbours, true);
    }

    /**
     * Fills in the sides of a grid of {@code nnodes} places that are 0, as close to each other as possible and not
     * increasing. {@code MPI.Compute_dims} in mpi4py. MPI 5.0, section 8.5.2.
     *
     * @param dims given sides are positive; changed in place
     * @throws MPIException ERR_DIMS for a negative side and where the given sides' product does not divide
     *     {@code nnodes}
     */
    public static void createDims(int nnodes, int[] dims) throws MPIException {
        Job.checkNotFinalized();
        if (nnodes < 1 || dims == null) {
            throw MPIException.argument(
                    MPI.ERR_ARG, "createDims", dims == null ? "dims is null" : "nnodes " + nnodes + " is less than 1");
        }
        int free = 0;
        int left = nnodes;
        for (int d = 0; d < dims.length; d++) {
            if (dims[d] < 0) {
                throw MPIException.argument(MPI.ERR_DIMS, "createDims", "dims[" + d + "] is negative: " + dims[d]);
            }
            if (dims[d] == 0) {
                free++;
            } else if (left % dims[d] == 0) {
                left /= dims[d];
            } else {
                throw cannotFill(nnodes, dims);
            }
        }
        if (free > 0) {
            int[] factors = Balance.factors(left, free);
            int next = 0;
            for (int d = 0; d < dims.length; d++) {
                dims[d] = dims[d] == 0 ? factors[next++] : dims[d];
            }
        } else if (left != 1) {
            throw cannotFill(nnodes, dims);
        }
    }

    private static MPIException cannotFill(int nnodes, int[] dims) {
        return MPIException.argument(
                MPI.ERR_DIMS, "createDims", nnodes + " places cannot fill a grid of " + Arrays.toString(dims));
    }

    /** The grid and where the caller is in it; {@code Get_topo} and {@code Get_dim} in mpi4py. */
    public CartParms getTopo() throws MPIException {
        int[] coords = grid.coords(core().rank());
        int[] dims = new int[grid.dimensions()];
        boolean[] periods = new boolean[dims.length];
        for (int d = 0; d < dims.length; d++) {
            dims[d] = grid.dim(d);
            periods[d] = grid.isPeriodic(d);
        }
        return new CartParms(dims, periods, coords);
    }

    /** Where a rank is in the grid. */
    public int[] getCoords(int rank) throws MPIException {
        Checks.rank(this, core().size(), "getCoords", "rank", rank);
        return grid.coords(rank);
    }

    /**
     * The rank at coordinates; {@code Get_cart_rank} in mpi4py.
     *
     * @param coords one for each dimension; those of periodic dimensions may be any
     */
    public int getRank(int[] coords) throws MPIException {
        core();
        if (coords == null || coords.length < grid.dimensions()) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "getRank",
                    "coords" + (coords == null ? " is null" : " has " + coords.length + " elements") + ", one for each of "
                            + grid.dimensions() + " dimensions is needed");
        }
        for (int d = 0; d < grid.dimensions(); d++) {
            if (!grid.isPeriodic(d) && (coords[d] < 0 || coords[d] >= grid.dim(d))) {
                throw MPIException.argument(
                        MPI.ERR_ARG,
                        "getRank",
                        "coords[" + d + "] is " + coords[d] + ", outside 0.." + (grid.dim(d) - 1)
                                + " of a dimension that is not periodic");
            }
        }
        return grid.place(coords);
    }

    /**
     * The caller's partners when all ranks shift data along a dimension; {@code Shift} in mpi4py.
     *
     * @param direction the dimension, from 0
     * @param disp steps up, down if negative
     */
    public ShiftParms shift(int direction, int disp) throws MPIException {
        int rank = core().rank();
        if (direction < 0 || direction >= grid.dimensions()) {
            throw MPIException.argument(
                    MPI.ERR_DIMS,
                    "shift",
                    "direction " + direction + " is none of the grid's " + grid.dimensions() + " dimensions");
        }
        return new ShiftParms(
                grid.neighbour(rank, direction, -(long) disp), grid.neighbour(rank, direction, disp));
    }

    /**
     * The grid of the ranks that differ from the caller in the remaining dimensions alone; {@code Sub} in mpi4py.
     * Collective.
     *
     * @param remainDims for each dimension, whether it remains
     */
    public CartComm sub(boolean[] remainDims) throws MPIException {
        Communicator core = core();
        if (remainDims == null || remainDims.length < grid.dimensions()) {
            throw MPIException.argument(
                    MPI.ERR_ARG,
                    "sub",
                    "remainDims" + (remainDims == null ? " is null" : " has " + remainDims.length + " elements")
                            + ", one for each of " + grid.dimensions() + " dimensions is needed");
        }
        int part = grid.partNumber(core.rank(), remainDims);
        Grid rest = grid.part(remainDims);
        int[] partNodes = new int[(int) rest.size()];
        for (int rank = 0; rank < nodes.length; rank++) {
            if (grid.partNumber(rank, remainDims) == part) {
                partNodes[grid.placeInPart(rank, remainDims)] = nodes[rank];
            }
        }
        try {
            return new CartComm(
                    core.split(part, grid.placeInPart(core.rank(), remainDims)), this, rest, partNodes);
        } catch (EngineException e) {
            throw collectiveFailure("sub", e);
        }
    }

    /**
     * The rank that the caller would have in a reordered grid of this communicator's ranks, {@link MPI#UNDEFINED} if
     * none. Local.
     */
    public int map(int[] dims, boolean[] periods) throws MPIException {
        Communicator core = core();
        return NodePlacement.ofGrid(nodes, Topologies.checkedGrid("map", core, dims, periods))[core.rank()];
    }
}
