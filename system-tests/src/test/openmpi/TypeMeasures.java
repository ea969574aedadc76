import mpi.*;

/** Sizes, extents, bounds and names, in units of the base type. */
class TypeMeasures {
    public static void main(String[] args) throws MPIException {
        MPI.Init(args);
        measure(MPI.BYTE, 1, 1, "MPI_UINT8_T");
        measure(MPI.BOOLEAN, 1, 1, "MPI_UINT8_T");
        measure(MPI.CHAR, 1, 1, "MPI_UINT16_T");
        measure(MPI.SHORT, 1, 1, "MPI_INT16_T");
        measure(MPI.INT, 1, 1, "MPI_INT32_T");
        measure(MPI.LONG, 1, 1, "MPI_INT64_T");
        measure(MPI.FLOAT, 1, 1, "MPI_FLOAT");
        measure(MPI.DOUBLE, 1, 1, "MPI_DOUBLE");
        measure(MPI.FLOAT_COMPLEX, 2, 2, "MPI_C_COMPLEX");
        measure(MPI.DOUBLE_COMPLEX, 2, 2, "MPI_C_DOUBLE_COMPLEX");
        measure(MPI.INT2, 8, 8, "MPI_2INT");
        measure(MPI.SHORT_INT, 6, 8, "MPI_SHORT_INT");
        measure(MPI.LONG_INT, 12, 16, "MPI_LONG_INT");
        measure(MPI.FLOAT_INT, 8, 8, "MPI_FLOAT_INT");
        measure(MPI.DOUBLE_INT, 12, 16, "MPI_DOUBLE_INT");
        measure(Datatype.createContiguous(5, MPI.INT), 5, 5, "");
        measure(Datatype.createVector(3, 2, 4, MPI.INT), 6, 10, "");
        measure(Datatype.createHVector(3, 2, 16, MPI.INT), 6, 10, "");
        measure(Datatype.createIndexed(new int[] {1, 2}, new int[] {0, 3}, MPI.INT), 3, 5, "");
        measure(Datatype.createHIndexed(new int[] {1, 2}, new int[] {0, 12}, MPI.INT), 3, 5, "");
        measure(Datatype.createResized(MPI.INT, 0, 6), 1, 1, "");
        measure(Datatype.createResized(MPI.INT, 0, 12), 1, 3, "");
        Datatype[] types = {MPI.DOUBLE, MPI.BYTE};
        measure(Datatype.createStruct(new int[] {1, 1}, new int[] {0, 8}, types), 9, 16, "");
        measure(Datatype.createStruct(new int[] {2}, new int[] {0}, new Datatype[] {MPI.INT}), 8, 8, "");
        Datatype shifted = Datatype.createIndexed(new int[] {1}, new int[] {3}, MPI.LONG);
        Must.equal(3, shifted.getLb(), "lower bound");
        Must.equal(3, shifted.getTrueLb(), "true lower bound");
        Must.equal(1, shifted.getTrueExtent(), "true extent");
        Datatype wide = Datatype.createResized(MPI.DOUBLE, -8, 32);
        Must.be(wide.getLb() == -1 && wide.getExtent() == 4 && wide.getTrueLb() == 0 && wide.getTrueExtent() == 1, "resized");
        Datatype copy = MPI.INT.dup();
        Must.be(copy != MPI.INT && !copy.isNull() && copy.getSize() == 1, "dup");
        Datatype clone = (Datatype) wide.clone();
        Must.equal(4, clone.getExtent(), "clone");
        wide.setName("wide");
        Must.equal("wide", wide.getName(), "name");
        wide.free();
        Must.be(wide.isNull() && !clone.isNull(), "freed");
        wide.free();
        MPI.COMM_WORLD.setErrhandler(MPI.ERRORS_RETURN);
        MPI.COMM_SELF.setErrhandler(MPI.ERRORS_RETURN);
        Must.fail(MPI.ERR_TYPE, () -> MPI.INT.free());
        Must.fail(MPI.ERR_TYPE, () -> MPI.DATATYPE_NULL.getSize());
        Must.fail(MPI.ERR_TYPE, () -> MPI.COMM_WORLD.send(new int[1], 1, wide, 0, 0));
        Must.pass(MPI.COMM_WORLD, "TypeMeasures");
        MPI.Finalize();
    }

    private static void measure(Datatype type, int size, int extent, String name) throws MPIException {
        Must.equal(size, type.getSize(), "size of " + name);
        Must.equal(extent, type.getExtent(), "extent of " + name);
        Must.equal(0, type.getLb(), "lower bound of " + name);
        Must.equal(0, type.getTrueLb(), "true lower bound of " + name);
        Must.equal(name, type.getName(), "name");
        type.commit();
    }
}
