package mpj.wireup;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;

/** The 256-bit secret that the processes of one job share, and proofs of knowing it (HMAC-SHA256, RFC 2104). */
public final class JobSecret {
    /** The length of the secret and of every proof and nonce. */
    public static final int BYTES = 32;

    private static final String DIGITS = "0123456789abcdef";

    private final byte[] key;

    private JobSecret(byte[] key) {
        this.key = key;
    }

    /** A fresh secret. */
    public static JobSecret random() {
        return new JobSecret(nonce());
    }

    /**
     * The secret that {@link #bytes()} gave.
     *
     * @throws WireupException if there are not 32 bytes
     */
    public static JobSecret of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new WireupException("a job's secret has " + BYTES + " bytes, not " + bytes.length);
        }
        return new JobSecret(bytes.clone());
    }

    /**
     * The secret in the hexadecimal form of {@link #hex()}.
     *
     * @throws WireupException if the text is not 64 hexadecimal digits; the text is not repeated in the message
     */
    public static JobSecret parse(String hex) {
        byte[] key = new byte[BYTES];
        boolean valid = hex.length() == 2 * BYTES;
        for (int i = 0; valid && i < BYTES; i++) {
            int high = Character.digit(hex.charAt(2 * i), 16);
            int low = Character.digit(hex.charAt(2 * i + 1), 16);
            valid = high >= 0 && low >= 0;
            key[i] = (byte) (high << 4 | low);
        }
        if (!valid) {
            throw new WireupException("MPJ_SECRET is not a job's secret (" + 2 * BYTES + " hexadecimal digits)");
        }
        return new JobSecret(key);
    }

    /** Random bytes for one use. */
    public static byte[] nonce() {
        byte[] bytes = new byte[BYTES];
        // the kernel's generator directly: a SecureRandom costs a cold JVM several milliseconds more
        try (FileInputStream random = new FileInputStream("/dev/urandom")) {
            if (random.readNBytes(bytes, 0, BYTES) == BYTES) {
                return bytes;
            }
        } catch (IOException e) {
            // not such a system: the JDK knows where randomness is
        }
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    public byte[] bytes() {
        return key.clone();
    }

    public String hex() {
        StringBuilder text = new StringBuilder(2 * BYTES);
        for (byte b : key) {
            text.append(DIGITS.charAt(b >> 4 & 15)).append(DIGITS.charAt(b & 15));
        }
        return text.toString();
    }

    /** The proof that its maker knows the secret and means {@code role} and {@code parts}. */
    public byte[] proof(String role, byte[]... parts) {
        Sha256 inner = new Sha256().update(pad(0x36)).update(role.getBytes(StandardCharsets.UTF_8));
        for (byte[] part : parts) {
            inner.update(part);
        }
        return new Sha256().update(pad(0x5c)).update(inner.digest()).digest();
    }

    private byte[] pad(int mask) {
        byte[] block = new byte[Sha256.BLOCK_BYTES];
        for (int i = 0; i < block.length; i++) {
            block[i] = (byte) (mask ^ (i < BYTES ? key[i] : 0));
        }
        return block;
    }

    /** Compares two proofs in a time that does not depend on where they differ. */
    public static boolean same(byte[] a, byte[] b) {
        int difference = a.length ^ b.length;
        for (int i = 0; i < a.length && i < b.length; i++) {
            difference |= a[i] ^ b[i];
        }
        return difference == 0;
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "JobSecret";
    }
}
