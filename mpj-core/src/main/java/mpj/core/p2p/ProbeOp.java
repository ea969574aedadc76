package mpj.core.p2p;

import mpj.core.match.Posted;
import org.jspecify.annotations.Nullable;

/** A probe; a matched one holds the message that it took. */
final class ProbeOp extends Posted {
    final int wantedSource;
    final int wantedTag;
    final boolean take;

    @Nullable
    Unexpected message;

    ProbeOp(int source, int tag, boolean take) {
        this.wantedSource = source;
        this.wantedTag = tag;
        this.take = take;
    }

    void found(Unexpected arrival) {
        source = arrival.source();
        tag = arrival.tag();
        bytes = arrival.bytes;
        if (take) {
            message = arrival;
        }
    }

    void foundNobody() {
        source = -2;
        tag = -1;
    }

    @Override
    public String describe() {
        return "probe for a message from " + (wantedSource < 0 ? "any rank" : "rank " + wantedSource)
                + (wantedTag < 0 ? ", any tag" : ", tag " + wantedTag);
    }
}
