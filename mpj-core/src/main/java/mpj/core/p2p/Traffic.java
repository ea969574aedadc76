package mpj.core.p2p;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mpj.transport.Transport;
import mpj.wireup.RankReport;

/** Sums up what a rank has exchanged with its peers. */
final class Traffic {
    private Traffic() {}

    static RankReport of(List<Peer> peers, Transport[] used, long waitedNs, long peakUnexpectedBytes) {
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
        Map<String, Long> counters = new TreeMap<>();
        for (Transport transport : used) {
            transport.counters().forEach((name, value) -> counters.put(transport.name() + " " + name, value));
        }
        counters.values().removeIf(value -> value == 0);
        return new RankReport(
                sent, sentBytes, received, receivedBytes, waitedNs, peakUnexpectedBytes, refusals, transports, counters);
    }
}
