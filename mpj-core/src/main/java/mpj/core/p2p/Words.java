package mpj.core.p2p;

import mpj.core.coll.ObjectCollectives;
import mpj.core.comm.Parts;
import mpj.core.comm.SendMode;

/** Messages of a few numbers by which communicators are made; the receiver need not know how many come. */
final class Words {
    private Words() {}

    static Parts pack(long... words) {
        Parts parts = new Parts();
        parts.addArray(words);
        return parts;
    }

    static long[] unpack(Parts parts) {
        return (long[]) parts.array(0);
    }

    /** Sends without waiting for anything: the message goes on by itself. */
    static void tell(ContextCommunicator comm, int dest, int tag, long... words) {
        comm.isendObject(pack(words), dest, tag, SendMode.STANDARD);
    }

    static long[] hear(ContextCommunicator comm, int source, int tag) {
        Parts into = new Parts();
        ContextCommunicator.finish(comm, comm.irecvObject(into, source, tag));
        return unpack(into);
    }

    /** Gives the root's words to all; what the others give does not matter. */
    static long[] bcast(ContextCommunicator comm, int root, long... words) {
        return unpack(ObjectCollectives.bcast(comm, comm.rank() == root ? pack(words) : null, root));
    }

    /** The elements at these places. */
    static int[] pick(int[] from, int[] places) {
        int[] picked = new int[places.length];
        for (int i = 0; i < picked.length; i++) {
            picked[i] = from[places[i]];
        }
        return picked;
    }

    /** Where a number is; -1 if nowhere. */
    static int indexOf(int[] numbers, int number) {
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] == number) {
                return i;
            }
        }
        return -1;
    }

    /** Numbers as words, after those at the front. */
    static long[] join(int[] numbers, long... front) {
        long[] words = new long[front.length + numbers.length];
        System.arraycopy(front, 0, words, 0, front.length);
        for (int i = 0; i < numbers.length; i++) {
            words[front.length + i] = numbers[i];
        }
        return words;
    }

    /** The words from {@code start} on as numbers. */
    static int[] split(long[] words, int start) {
        int[] numbers = new int[words.length - start];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) words[start + i];
        }
        return numbers;
    }
}
