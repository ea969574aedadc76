package mpj.core.topo;

import java.util.Arrays;
import mpj.core.comm.Communicator;

/**
 * A Cartesian grid of places, numbered with the last dimension running fastest. MPI 5.0, section 8.5.
 *
 * <p>Not changed after it is made; a grid without dimensions has one place.
 */
public final class Grid {
    private final int[] dims;
    private final boolean[] periods;

    /**
     * A grid; the caller has checked that there are as many periods as dimensions.
     *
     * @param dims places in each dimension, at least 1
     * @param periods whether a dimension's last place borders on its first
     */
    public Grid(int[] dims, boolean[] periods) {
        this.dims = dims.clone();
        this.periods = periods.clone();
    }

    /** The number of dimensions. */
    public int dimensions() {
        return dims.length;
    }

    /** The places in a dimension. */
    public int dim(int dimension) {
        return dims[dimension];
    }

    /** Whether a dimension's last place borders on its first. */
    public boolean isPeriodic(int dimension) {
        return periods[dimension];
    }

    /** The number of places. */
    public long size() {
        long size = 1;
        for (int dim : dims) {
            size *= dim;
        }
        return size;
    }

    /** Where a place is. */
    public int[] coords(int place) {
        int[] coords = new int[dims.length];
        int rest = place;
        for (int d = dims.length - 1; d >= 0; d--) {
            coords[d] = rest % dims[d];
            rest /= dims[d];
        }
        return coords;
    }

    /** The place at coordinates; those of periodic dimensions may be any, the others must be within the grid. */
    public int place(int[] coords) {
        int place = 0;
        for (int d = 0; d < dims.length; d++) {
            place = place * dims[d] + Math.floorMod(coords[d], dims[d]);
        }
        return place;
    }

    /** The place so many steps up (down if negative) a dimension; PROC_NULL beyond the border. */
    public int neighbour(int place, int dimension, long steps) {
        int[] coords = coords(place);
        long target = coords[dimension] + steps;
        if (!periods[dimension] && (target < 0 || target >= dims[dimension])) {
            return Communicator.PROC_NULL;
        }
        coords[dimension] = (int) Math.floorMod(target, (long) dims[dimension]);
        return place(coords);
    }

    /** For each dimension the neighbour below and the neighbour above. */
    public int[] neighbours(int place) {
        int[] neighbours = new int[2 * dims.length];
        for (int d = 0; d < dims.length; d++) {
            neighbours[2 * d] = neighbour(place, d, -1);
            neighbours[2 * d + 1] = neighbour(place, d, 1);
        }
        return neighbours;
    }

    /** The grid that keeps some dimensions of this one: the part in which a place is. */
    public Grid part(boolean[] remain) {
        int kept = 0;
        int[] partDims = new int[dims.length];
        boolean[] partPeriods = new boolean[dims.length];
        for (int d = 0; d < dims.length; d++) {
            if (remain[d]) {
                partDims[kept] = dims[d];
                partPeriods[kept++] = periods[d];
            }
        }
        return new Grid(Arrays.copyOf(partDims, kept), Arrays.copyOf(partPeriods, kept));
    }

    /** A number for the part in which a place is, other than those of other parts. */
    public int partNumber(int place, boolean[] remain) {
        return number(place, remain, false);
    }

    /** A place's number within its part. */
    public int placeInPart(int place, boolean[] remain) {
        return number(place, remain, true);
    }

    private int number(int place, boolean[] remain, boolean kept) {
        int[] coords = coords(place);
        int number = 0;
        for (int d = 0; d < dims.length; d++) {
            if (remain[d] == kept) {
                number = number * dims[d] + coords[d];
            }
        }
        return number;
    }
}
