package mpj.wireup;

import java.io.IOException;
import java.io.StreamCorruptedException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a rank has done in its life, for {@code --report}. Messages of collective operations count, too.
 *
 * @param sent messages sent, to itself included
 * @param received messages that have come, to be received or not
 * @param receivedBytes of those that have been received
 * @param waitedNs how long its threads waited in MPI with nothing to do, in nanoseconds
 * @param peakUnexpectedBytes the most bytes that lay there unreceived
 * @param refusals messages that found no room at first
 * @param transports messages sent and received by each transport
 * @param counters what transports have counted, by the transport's name and the counter's
 */
public record RankReport(
        long sent,
        long sentBytes,
        long received,
        long receivedBytes,
        long waitedNs,
        long peakUnexpectedBytes,
        long refusals,
        Map<String, Long> transports,
        Map<String, Long> counters) {
    /** The form in which the launcher gets it. */
    public byte[] encode() {
        WireWriter writer = new WireWriter();
        long[] numbers = {sent, sentBytes, received, receivedBytes, waitedNs, peakUnexpectedBytes, refusals};
        for (long number : numbers) {
            writer.text(Long.toString(number));
        }
        write(writer, transports);
        write(writer, counters);
        return writer.body();
    }

    private static void write(WireWriter writer, Map<String, Long> values) {
        writer.number(values.size());
        for (Map.Entry<String, Long> entry : values.entrySet()) {
            writer.text(entry.getKey()).text(entry.getValue().toString());
        }
    }

    /** The inverse of {@link #encode()}. */
    public static RankReport decode(byte[] body) throws IOException {
        WireReader reader = new WireReader(body);
        long[] numbers = new long[7];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(reader);
        }
        Map<String, Long> transports = read(reader);
        Map<String, Long> counters = read(reader);
        return new RankReport(
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4],
                numbers[5],
                numbers[6],
                transports,
                counters);
    }

    private static Map<String, Long> read(WireReader reader) throws IOException {
        Map<String, Long> values = new TreeMap<>();
        for (int count = reader.number(); count > 0; count--) {
            values.put(reader.text(), number(reader));
        }
        return values;
    }

    private static long number(WireReader reader) throws IOException {
        try {
            return Long.parseLong(reader.text());
        } catch (NumberFormatException e) {
            throw new StreamCorruptedException("a report holds " + e.getMessage() + " instead of a number");
        }
    }
}
