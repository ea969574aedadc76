package mpj.wireup;

import java.io.StreamCorruptedException;
import java.util.Arrays;

/**
 * How two processes show each other that they know the job's secret, without telling it: the messages only, whoever
 * carries them.
 *
 * <pre>
 *   initiator -&gt; acceptor   hello (any)  nonce (32)
 *   acceptor  -&gt; initiator  nonce (32)   proof (32)
 *   initiator -&gt; acceptor   proof (32)
 * </pre>
 *
 * <p>A proof covers the hello, both nonces and the role of its maker, so that it is of no use in another connection, nor
 * when sent back.
 */
public final class MutualProof {
    /** The bytes of the acceptor's answer. */
    public static final int ANSWER_BYTES = 2 * JobSecret.BYTES;

    private final JobSecret secret;
    private final byte[] hello;
    private final byte[] initiatorNonce;
    private final byte[] acceptorNonce = new byte[JobSecret.BYTES];

    private MutualProof(JobSecret secret, byte[] hello, byte[] initiatorNonce) {
        this.secret = secret;
        this.hello = hello;
        this.initiatorNonce = initiatorNonce;
    }

    /** The initiator's side. */
    public static MutualProof initiator(JobSecret secret, byte[] hello) {
        return new MutualProof(secret, hello, JobSecret.nonce());
    }

    /** The acceptor's side, of what {@link #opening()} gave. */
    public static MutualProof acceptor(JobSecret secret, byte[] opening) {
        int helloBytes = opening.length - JobSecret.BYTES;
        MutualProof proof = new MutualProof(
                secret, Arrays.copyOf(opening, helloBytes), Arrays.copyOfRange(opening, helloBytes, opening.length));
        System.arraycopy(JobSecret.nonce(), 0, proof.acceptorNonce, 0, JobSecret.BYTES);
        return proof;
    }

    /** The initiator's first message. */
    public byte[] opening() {
        return joined(hello, initiatorNonce);
    }

    /** The acceptor's message. */
    public byte[] answer() {
        return joined(acceptorNonce, proof("acceptor"));
    }

    /**
     * The initiator's second message.
     *
     * @throws StreamCorruptedException if the answer's maker does not know the secret
     */
    public byte[] closing(byte[] answer) throws StreamCorruptedException {
        System.arraycopy(answer, 0, acceptorNonce, 0, JobSecret.BYTES);
        check("acceptor", Arrays.copyOfRange(answer, JobSecret.BYTES, answer.length));
        return proof("initiator");
    }

    /**
     * Looks at the initiator's second message.
     *
     * @throws StreamCorruptedException if its maker does not know the secret
     */
    public void checkClosing(byte[] closing) throws StreamCorruptedException {
        check("initiator", closing);
    }

    private byte[] proof(String role) {
        return secret.proof(role, hello, initiatorNonce, acceptorNonce);
    }

    private void check(String role, byte[] given) throws StreamCorruptedException {
        if (!JobSecret.same(given, proof(role))) {
            throw new StreamCorruptedException("the other end does not know the job's secret");
        }
    }

    private static byte[] joined(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
