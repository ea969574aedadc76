package mpj.core.datatype;

/** A kernel of a predefined operation; all of those commute. */
@FunctionalInterface
interface CommutativeReducer extends Reducer {
    @Override
    default boolean isCommutative() {
        return true;
    }
}
