package mpj.transport;

import mpj.base.config.Parameters;

/**
 * What a transport is told when it is opened.
 *
 * @param rank this rank's number in the job
 * @param size the job's number of ranks
 * @param localSize how many of them run on this host
 * @param jobId the job's name
 * @param secret the job's 256-bit secret
 * @param handler where arrivals go
 */
@SuppressWarnings("ArrayRecordComponent") // handed over once, never compared
public record TransportContext(
        int rank,
        int size,
        int localSize,
        String jobId,
        byte[] secret,
        Parameters parameters,
        MessageHandler handler) {
    /** Whether this is the number of another rank. */
    public boolean isPeer(int other) {
        return other >= 0 && other < size && other != rank;
    }
}
