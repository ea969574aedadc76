package mpj.launcher;

import java.io.IOException;
import mpj.wireup.WireReader;
import mpj.wireup.WireWriter;

/**
 * The part of a machine that the ranks of one host of the job have. Hosts may be parts of one machine: name spaces,
 * containers, several names of it.
 *
 * @param before ranks of other hosts on the machine, whose cores come before
 * @param total ranks of the job on the machine
 */
record MachineShare(int before, int total) {
    void write(WireWriter out) {
        out.number(before).number(total);
    }

    /** The inverse of {@link #write}, for so many ranks. */
    static MachineShare read(WireReader in, int ranks) throws IOException {
        MachineShare share = new MachineShare(in.number(), in.number());
        if (share.before < 0 || ranks > share.total - share.before) {
            throw new IOException("malformed: " + ranks + " ranks in " + share);
        }
        return share;
    }

    /** A host that has its machine for itself. */
    static MachineShare whole(int ranks) {
        return new MachineShare(0, ranks);
    }
}
