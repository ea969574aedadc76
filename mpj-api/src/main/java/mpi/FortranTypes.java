package mpi;

import mpi.TypeDefinition.Origin;

/** Finds the predefined types that hold numbers of a precision and range, or of a class and size. MPI 5.0, 19.1.9. */
final class FortranTypes {
    private FortranTypes() {}

    static Datatype integer(int digits) {
        if (digits > 18 || digits < 1) {
            throw none("createF90Integer", "integers of " + digits + " digits");
        }
        Datatype small = digits <= 2 ? MPI.INTEGER1 : MPI.INTEGER2;
        Datatype large = digits <= 9 ? MPI.INTEGER4 : MPI.INTEGER8;
        Datatype found = digits <= 4 ? small : large;
        return parametrised(found, MPI.COMBINER_F90_INTEGER, digits);
    }

    static Datatype real(int precision, int range) {
        boolean isDouble = isDouble("createF90Real", precision, range);
        return parametrised(isDouble ? MPI.REAL8 : MPI.REAL4, MPI.COMBINER_F90_REAL, precision, range);
    }

    static Datatype complex(int precision, int range) {
        boolean isDouble = isDouble("createF90Complex", precision, range);
        return parametrised(isDouble ? MPI.COMPLEX16 : MPI.COMPLEX8, MPI.COMBINER_F90_COMPLEX, precision, range);
    }

    private static boolean isDouble(String operation, int precision, int range) {
        boolean known = precision >= 0 && range >= 0
                || precision == MPI.UNDEFINED && range >= 0
                || range == MPI.UNDEFINED && precision >= 0;
        if (!known || precision > 15 || range > 307) {
            throw none(operation, "reals of precision " + precision + " and range " + range);
        }
        return precision > 6 || range > 37;
    }

    private static MPIException none(String operation, String what) {
        return MPIException.argument(MPI.ERR_ARG, operation, "there is no type for " + what);
    }

    private static Datatype parametrised(Datatype type, int combiner, int... parameters) {
        TypeDefinition old = type.definition();
        return new Datatype(
                type.getName(),
                new TypeDefinition(
                        old.layout(), old.signature(), old.base(), old.kind(), true, Origin.of(combiner, parameters)));
    }

    static Datatype match(int typeclass, int size) {
        Datatype found =
                switch (typeclass) {
                    case MPI.TYPECLASS_INTEGER ->
                        bySize(size, MPI.INTEGER1, MPI.INTEGER2, MPI.INTEGER4, MPI.INTEGER8, MPI.INTEGER16);
                    case MPI.TYPECLASS_LOGICAL ->
                        bySize(size, MPI.LOGICAL1, MPI.LOGICAL2, MPI.LOGICAL4, MPI.LOGICAL8, MPI.LOGICAL16);
                    case MPI.TYPECLASS_REAL -> bySize(size, MPI.REAL2, MPI.REAL4, MPI.REAL8, MPI.REAL16);
                    case MPI.TYPECLASS_COMPLEX ->
                        bySize(size, MPI.COMPLEX4, MPI.COMPLEX8, MPI.COMPLEX16, MPI.COMPLEX32);
                    default ->
                        throw MPIException.argument(
                                MPI.ERR_ARG, "matchSize", "typeclass " + typeclass + " is none of MPI.TYPECLASS_");
                };
        if (found.isNull()) {
            throw none("matchSize", "this class with " + size + " bytes");
        }
        return found;
    }

    private static Datatype bySize(int size, Datatype... types) {
        for (Datatype type : types) {
            if (!type.isNull() && type.definition().layout().size() == size) {
                return type;
            }
        }
        return MPI.DATATYPE_NULL;
    }
}
