package mpj.testkit.verbs;

import java.util.Random;

/** What goes wrong on a {@link FakeFabric}, by seed. Nothing, unless asked for; set before the fabric is used. */
public final class FakeFaults {
    private final Random random;
    private int maxDelay;
    private boolean lateReads;
    private boolean tornWrites;
    private int writeDelay;
    private int receiveDelay;
    private long lockedMemory = Long.MAX_VALUE;
    private int failedRegistrations;
    private int rejectedConnections;
    private long failAt = -1;
    private int failStatus;
    private long overflowAt = -1;
    private long loseAt = -1;
    private int lostHost;

    /**
     * @param seed decides all that is random
     */
    public FakeFaults(long seed) {
        random = new Random(seed);
    }

    /** Each request and each event of a connection waits for up to so many polls. */
    public FakeFaults delays(int polls) {
        maxDelay = polls;
        return this;
    }

    /** Reads and atomics wait longer than what was posted after them, unless that has a fence. */
    public FakeFaults lateReads() {
        lateReads = true;
        return this;
    }

    /** Of a write's bytes the first and the last ones are there before the others. */
    public FakeFaults tornWrites() {
        tornWrites = true;
        return this;
    }

    /**
     * As iWARP's adapters do: a write completes when it has left, and its bytes are there up to so many polls later, but
     * before anything else of the same connection.
     */
    public FakeFaults lateWrites(int polls) {
        writeDelay = polls;
        return this;
    }

    /** Messages that have arrived are told up to so many polls later than what was written after them is there. */
    public FakeFaults lateReceives(int polls) {
        receiveDelay = polls;
        return this;
    }

    /** Each device can register so many bytes; then {@code ENOMEM}. */
    public FakeFaults lockedMemory(long bytes) {
        lockedMemory = bytes;
        return this;
    }

    /** One of so many registrations fails with {@code ENOMEM}. */
    public FakeFaults failRegistrations(int oneIn) {
        failedRegistrations = oneIn;
        return this;
    }

    /** One of so many connections is rejected before the listener hears of it. */
    public FakeFaults rejectConnections(int oneIn) {
        rejectedConnections = oneIn;
        return this;
    }

    /** The n-th request on the fabric, from 0, ends with this status, which breaks its connection. */
    public FakeFaults failRequest(long nth, int status) {
        failAt = nth;
        failStatus = status;
        return this;
    }

    /** The n-th completion on the fabric, from 0, overflows its queue, whatever room there is. */
    public FakeFaults overflowQueue(long nth) {
        overflowAt = nth;
        return this;
    }

    /** Before the n-th request on the fabric, from 0, a host is cut off. */
    public FakeFaults loseHost(int host, long nth) {
        lostHost = host;
        loseAt = nth;
        return this;
    }

    /** How many polls the next request, or event, waits. */
    int nextDelay(boolean readLike) {
        int delay = maxDelay == 0 ? 0 : random.nextInt(maxDelay + 1);
        return readLike && lateReads ? delay + maxDelay + 2 : delay;
    }

    boolean passesReads() {
        return lateReads;
    }

    boolean tearsWrites() {
        return tornWrites;
    }

    boolean placesLate() {
        return writeDelay > 0;
    }

    /** How many polls a write that has completed waits. */
    int nextWriteDelay() {
        return 1 + random.nextInt(writeDelay);
    }

    /** How many polls a received message waits. */
    int nextReceiveDelay() {
        return receiveDelay == 0 ? 0 : random.nextInt(receiveDelay + 1);
    }

    long lockedMemory() {
        return lockedMemory;
    }

    boolean failsRegistration() {
        return failedRegistrations > 0 && random.nextInt(failedRegistrations) == 0;
    }

    boolean rejectsConnection() {
        return rejectedConnections > 0 && random.nextInt(rejectedConnections) == 0;
    }

    /** The status that this request ends with, 0 if it is carried out. */
    int statusOf(long request) {
        return request == failAt ? failStatus : 0;
    }

    boolean overflowsAt(long completion) {
        return completion == overflowAt;
    }

    /** The host to cut off before this request; -1: none. */
    int hostLostAt(long request) {
        return request == loseAt ? lostHost : -1;
    }
}
