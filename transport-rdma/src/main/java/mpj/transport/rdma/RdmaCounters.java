package mpj.transport.rdma;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a rank's adapter was asked to do. Plain fields under the engine lock. */
final class RdmaCounters {
    /** Messages copied into registered memory. */
    long eager;
    /** Messages that went with the request itself. */
    long inline;
    /** Messages written into a ring of the peer's; not among {@link #eager} and {@link #inline}. */
    long ring;
    /** Rings that were given to peers. */
    long rings;
    /** Reads of peers' memory; a longer one may be several. */
    long reads;

    long writes;
    /** Writes that told the peer the end of a put. */
    long notes;

    long atomics;
    /** Memory made known to the adapter, the library's own included. */
    long registrations;

    long registrationFailures;
    /** Operations whose memory was registered already. */
    long cacheHits;
    /** Bytes of gets and puts that were copied through registered memory. */
    long bounceBytes;
    /** Messages of nothing but credits. */
    long creditMessages;
    /** Sends that found no credit, or no place in a queue. */
    long stalls;
    /** Connections that proved nothing. */
    long strangers;

    /** By name, for people. */
    Map<String, Long> asMap() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("eager", eager);
        all.put("inline", inline);
        all.put("ring messages", ring);
        all.put("rings given", rings);
        all.put("reads", reads);
        all.put("writes", writes);
        all.put("notes", notes);
        all.put("atomics", atomics);
        all.put("registrations", registrations);
        all.put("failed registrations", registrationFailures);
        all.put("cache hits", cacheHits);
        all.put("bounce bytes", bounceBytes);
        all.put("credit messages", creditMessages);
        all.put("stalls", stalls);
        all.put("strangers", strangers);
        return all;
    }
}
