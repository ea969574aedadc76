package mpj.core.coll.algo;

import mpj.core.coll.Operands;

/** How much of a long vector is in scratch memory at once. */
final class Windows {
    /** Two fit on the largest shelf of scratch memory; long enough that the rounds of one do not count. */
    static final long BYTES = 4 << 20;

    private Windows() {}

    static Operands of(Operands operands) {
        return operands.cut(BYTES);
    }
}
