package mpj.perf.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Threads of two ranks.
 *
 * @param senders of the rank that sends first
 * @param receivers of the other
 */
record ThreadCounts(int senders, int receivers) {
    /** As OSU's benchmark allows. */
    static final int MOST = 128;

    /** Reads {@code SEND:RECV}, or one number for both. */
    static final class Parser implements ITypeConverter<ThreadCounts> {
        Parser() {}

        @Override
        public ThreadCounts convert(String text) {
            int colon = text.indexOf(':');
            try {
                int senders = Integer.parseInt(colon < 0 ? text : text.substring(0, colon));
                int receivers = Integer.parseInt(text.substring(colon + 1));
                if (Math.min(senders, receivers) >= 1 && Math.max(senders, receivers) <= MOST) {
                    return new ThreadCounts(senders, receivers);
                }
            } catch (NumberFormatException e) {
                // as below
            }
            throw new TypeConversionException("'" + text + "' should be SEND:RECV, threads from 1 to " + MOST);
        }
    }
}
