package mpj.core.p2p;

import java.util.List;
import mpj.core.ErrorClass;
import mpj.core.match.Matcher;
import mpj.core.match.Posted;
import mpj.core.progress.Progress;

/**
 * Finds out for whom a message is. Eager messages and requests of one rank are numbered, and matched in that order
 * whatever the transports do; one without a receive is kept, and shown to those who probe.
 */
final class Arrivals {
    private final Progress progress;
    private final MatcherTable matchers;
    private final Receives receives;
    private final UnexpectedStore unexpected;
    private boolean more;

    Arrivals(Progress progress, MatcherTable matchers, Receives receives, UnexpectedStore unexpected) {
        this.progress = progress;
        this.matchers = matchers;
        this.receives = receives;
        this.unexpected = unexpected;
    }

    /** Whether, since this was asked last, a message has met its receive where others wait, and none has come too early. */
    boolean takeMore() {
        boolean had = more;
        more = false;
        return had;
    }

    /** An eager message or a request has come, perhaps too early. */
    void accept(Peer peer, int kind, long context, long h1, long h2, long address, int length) {
        if (Kinds.high(h1) != (int) peer.receiveSequence) {
            keepEarly(peer, kind, context, h1, h2, address, length);
            return;
        }
        peer.receiveSequence++;
        match(peer, kind, context, h1, h2, address, length);
        if (peer.early != null) {
            replayEarly(peer);
        }
    }

    private void match(Peer peer, int kind, long context, long h1, long h2, long address, int length) {
        Matcher matcher = matchers.of(context);
        int origin = Kinds.high(h2);
        int source = Kinds.source(origin);
        int tag = (int) h1;
        Posted posted = matcher.takePosted(source, tag);
        if (posted instanceof RecvOp op) {
            more = matcher.hasPosted();
            int content = Kinds.content(origin);
            if (kind == Kinds.EAGER) {
                receives.deliver(op, peer, source, tag, content, address, length, (int) h2);
            } else {
                Transfer transfer = op.transfer(peer);
                transfer.hasKey = Rts.readKey(address, transfer.key);
                long[] partTable = Rts.table(address, length);
                receives.request(transfer, source, tag, content, Rts.total(address), partTable, (int) h2);
            }
            return;
        }
        more = false;
        matcher.addArrival(unexpected.keep(peer, kind, h1, h2, address, length));
        if (!matcher.probes().isEmpty()) {
            answerProbes(matcher);
        }
    }

    /** A message that overtook an earlier one of the same sender waits for it. */
    private void keepEarly(Peer peer, int kind, long context, long h1, long h2, long address, int length) {
        Unexpected message = unexpected.keep(peer, kind, h1, h2, address, length);
        message.context = context;
        message.sequence = Kinds.high(h1);
        message.link = peer.early;
        peer.early = message;
    }

    private void replayEarly(Peer peer) {
        Unexpected before = null;
        Unexpected message = peer.early;
        while (message != null) {
            Unexpected next = (Unexpected) message.link;
            if (message.sequence != (int) peer.receiveSequence) {
                before = message;
                message = next;
                continue;
            }
            if (before == null) {
                peer.early = next;
            } else {
                before.link = next;
            }
            message.link = null;
            peer.receiveSequence++;
            Matcher matcher = matchers.of(message.context);
            if (matcher.takePosted(message.source(), message.tag()) instanceof RecvOp op) {
                receives.receive(op, message);
            } else {
                matcher.addArrival(message);
                answerProbes(matcher);
            }
            before = null;
            message = peer.early;
        }
    }

    private void answerProbes(Matcher matcher) {
        List<Posted> probes = matcher.probes();
        for (int i = 0; i < probes.size(); i++) {
            ProbeOp probe = (ProbeOp) probes.get(i);
            if (probe.look(matcher)) {
                probes.remove(i--);
                progress.complete(probe);
            }
        }
    }

    /** Ends all receives and probes that wait for a message of a peer that is gone. */
    void failAll(Peer peer) {
        for (Matcher matcher : matchers.all()) {
            if (matcher != null) {
                failAll(matcher, peer);
            }
        }
    }

    private void failAll(Matcher matcher, Peer peer) {
        int[] members = matcher.members();
        for (int i = 0; members != null && i < members.length; i++) {
            if (members[i] == peer.rank) {
                failAll(matcher, i, peer.gone());
            }
        }
    }

    private void failAll(Matcher matcher, int source, String why) {
        for (Posted posted : matcher.takeAllFrom(source)) {
            receives.fail((RecvOp) posted, why);
        }
        for (Posted posted : List.copyOf(matcher.probes())) {
            int wanted = ((ProbeOp) posted).wantedSource;
            if (wanted == source || wanted == Matcher.ANY) {
                matcher.probes().remove(posted);
                posted.fail(ErrorClass.PROC_ABORTED, "the " + posted.describe() + " failed: " + why);
                progress.complete(posted);
            }
        }
    }
}
