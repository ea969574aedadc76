package mpj.core.p2p;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpj.wireup.RankReport;

/** Sums up what a rank has exchanged with its peers. */
final class Traffic {
    private Traffic() {}

    static RankReport of(List<Peer> peers, long waitedNs, long peakUnexpectedBytes) {
        long sent = 0;
        long sentBytes = 0;
        long received = 0;
        long receivedBytes = 0;
        long refusals = 0;
        Map<String, Long> transports = new TreeMap<>();
        for (Peer peer : peers) {
            sent += peer.sendSequence;
            sentBytes += peer.sentBytes;
            received += peer.receiveSequence;
            receivedBytes += peer.receivedBytes;
            refusals += peer.refusals;
            transports.merge(peer.transport, peer.sendSequence + peer.receiveSequence, Long::sum);
        }
        return new RankReport(
                sent, sentBytes, received, receivedBytes, waitedNs, peakUnexpectedBytes, refusals, transports);
    }
}
