package mpj.wireup;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** The JDK is the oracle. */
class JobSecretTest {
    private static final long SEED = 20_261_122;

    @Test
    void digestsOfAllShortLengths() throws GeneralSecurityException {
        Random random = new Random(SEED);
        for (int length = 0; length <= 200; length++) {
            byte[] data = new byte[length];
            random.nextBytes(data);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(data);
            assertArrayEquals(expected, new Sha256().update(data).digest(), "length " + length + ", seed " + SEED);
        }
    }

    @Test
    void proofIsHmac() throws GeneralSecurityException {
        JobSecret secret = JobSecret.random();
        byte[] first = JobSecret.nonce();
        byte[] second = {1, 2, 3};
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.bytes(), "HmacSHA256"));
        mac.update("role".getBytes(StandardCharsets.UTF_8));
        mac.update(first);
        mac.update(second);
        assertArrayEquals(mac.doFinal(), secret.proof("role", first, second));
    }

    @Test
    void hexadecimalForm() {
        JobSecret secret = JobSecret.random();
        assertEquals(64, secret.hex().length());
        assertArrayEquals(secret.bytes(), JobSecret.parse(secret.hex()).bytes());
        assertFalse(secret.toString().contains(secret.hex()));
    }

    @Test
    void aMalformedSecretIsRefusedAndNotRepeated() {
        String text = "g".repeat(64);
        for (String bad : new String[] {"", "00", text}) {
            WireupException e = assertThrows(WireupException.class, () -> JobSecret.parse(bad));
            assertFalse(String.valueOf(e.getMessage()).contains(text));
        }
    }

    @Test
    void comparison() {
        assertTrue(JobSecret.same(new byte[] {1, 2}, new byte[] {1, 2}));
        assertFalse(JobSecret.same(new byte[] {1, 2}, new byte[] {1, 3}));
        assertFalse(JobSecret.same(new byte[] {1, 2}, new byte[] {1}));
    }
}
