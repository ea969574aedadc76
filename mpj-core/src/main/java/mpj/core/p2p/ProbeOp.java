package mpj.core.p2p;

import mpj.core.match.Matcher;
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

    /** Whether a message for it is there; a matched probe takes it. */
    boolean look(Matcher matcher) {
        Unexpected found = (Unexpected)
                (take ? matcher.takeArrival(wantedSource, wantedTag) : matcher.findArrival(wantedSource, wantedTag));
        if (found == null) {
            return false;
        }
        source = found.source();
        tag = found.tag();
        bytes = found.bytes;
        if (take) {
            message = found;
        }
        return true;
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
