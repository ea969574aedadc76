package mpj.core.coll;

import static mpj.core.coll.Schedule.RECEIVE;
import static mpj.core.coll.Schedule.SCRATCH;
import static mpj.core.coll.Schedule.SEND;

import mpj.core.datatype.Layout;

/**
 * What a reduction reduces: so many elements, in pieces of a length that the caches like, and so that the ranks of a tree
 * work at the same time.
 *
 * @param piece elements that are reduced at once; the same on all ranks
 * @param commutes whether operands may be swapped
 */
public record Operands(long count, Layout layout, long piece, boolean commutes) {
    /** Fits into a core's second cache with its operand. */
    public static final long PIECE_BYTES = 64 << 10;

    /** Operands in pieces of the usual length. */
    public static Operands of(long count, Layout layout, boolean commutes) {
        return new Operands(count, layout, 1, commutes).cut(PIECE_BYTES);
    }

    /** The same elements in pieces of at most so many bytes, but of one element at least. */
    public Operands cut(long pieceBytes) {
        long elements = Math.clamp(pieceBytes / Math.max(1, layout.size()), 1, Math.max(1, count));
        return new Operands(count, layout, elements, commutes);
    }

    /** The distance at which pieces lie in scratch memory, an extent from one element to the next as at home. */
    public long stride() {
        return lead() + Scratch.stride(Math.max(layout.span(piece), piece * layout.extent()));
    }

    /** The bytes of a piece that may lie before its origin. */
    public long lead() {
        return Scratch.stride(-Math.min(0, layout.low(piece)));
    }

    /** The elements of the piece that begins at element {@code first}. */
    public long length(long first) {
        return Math.min(piece, count - first);
    }

    /** Where element {@code first} is in a buffer. */
    public long at(long first) {
        return first * layout.extent();
    }

    /** From a buffer to scratch memory. */
    public Step.Copy load(long from, long scratch, long n) {
        return new Step.Copy(SEND, from, n, layout, SCRATCH, scratch, n, layout);
    }

    /** From scratch memory to the buffer of the result. */
    public Step.Copy store(long scratch, long to, long n) {
        return new Step.Copy(SCRATCH, scratch, n, layout, RECEIVE, to, n, layout);
    }

    /** Within scratch memory. */
    public Step.Copy move(long from, long to, long n) {
        return new Step.Copy(SCRATCH, from, n, layout, SCRATCH, to, n, layout);
    }
}
