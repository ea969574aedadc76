package mpi;

/** A grid and where the caller is in it; what {@link CartComm#getTopo} gives. */
public final class CartParms {
    private final int[] dims;
    private final boolean[] periods;
    private final int[] coords;

    CartParms(int[] dims, boolean[] periods, int[] coords) {
        this.dims = dims;
        this.periods = periods;
        this.coords = coords;
    }

    /** The number of dimensions. */
    public int getDimCount() {
        return dims.length;
    }

    /** The places in dimension {@code i}. */
    public int getDim(int i) {
        return dims[i];
    }

    /** Whether the last place of dimension {@code i} borders on its first. */
    public boolean getPeriod(int i) {
        return periods[i];
    }

    /** The caller's coordinate in dimension {@code i}. */
    public int getCoord(int i) {
        return coords[i];
    }
}
