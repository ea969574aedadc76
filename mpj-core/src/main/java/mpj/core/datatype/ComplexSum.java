package mpj.core.datatype;

/** The sum of complex numbers is that of their parts. */
record ComplexSum(Reducer ofParts) implements CommutativeReducer {
    @Override
    public void reduce(long in, long inOut, long count) {
        ofParts.reduce(in, inOut, count << 1);
    }

    @Override
    public boolean reduceArrays(Object in, Object inOut, int count) {
        return count <= Integer.MAX_VALUE / 2 && ofParts.reduceArrays(in, inOut, count << 1);
    }
}
