package mpj.core.p2p;

import java.util.ArrayList;
import java.util.List;
import mpj.core.progress.Progress;

/**
 * What a poll has to go on with beside the transports: nearly always nothing, so a poll looks at one flag. The peers
 * here have answers or sends in their queues that found no room; fragments and gets wait where they belong.
 */
final class Backlog {
    private final Progress progress;
    private final List<Peer> peers = new ArrayList<>();
    private boolean exists;

    Backlog(Progress progress) {
        this.progress = progress;
    }

    boolean exists() {
        return exists;
    }

    /** There is something to go on with. */
    void add() {
        exists = true;
        progress.wakeLeader();
    }

    /** There is something in the queues of a peer. */
    void add(Peer peer) {
        if (!peer.inBacklog) {
            peer.inBacklog = true;
            peers.add(peer);
            add();
        }
    }

    /** The peers with something in their queues; whoever empties these takes the peer out. */
    List<Peer> peers() {
        return peers;
    }

    /** Everything is done. */
    void end() {
        exists = false;
    }
}
