package mpj.wireup;

/**
 * SHA-256 (FIPS 180-4).
 *
 * <p>The JDK's own costs a cold JVM about 40 ms, nearly all of it for finding the provider; each rank of a job would pay
 * that for a handful of blocks.
 */
final class Sha256 {
    static final int DIGEST_BYTES = 32;
    static final int BLOCK_BYTES = 64;

    private static final int[] K = {
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2
    };

    private final int[] state = {
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
    };
    private final int[] words = new int[64];
    private final byte[] block = new byte[BLOCK_BYTES];
    private int filled;
    private long total;

    Sha256 update(byte[] data) {
        for (byte b : data) {
            append(b);
        }
        return this;
    }

    private void append(byte b) {
        block[filled++] = b;
        total++;
        if (filled == BLOCK_BYTES) {
            compress();
            filled = 0;
        }
    }

    /** Ends the message; the object is of no use afterwards. */
    byte[] digest() {
        long bits = total * Byte.SIZE;
        append((byte) 0x80);
        while (filled != BLOCK_BYTES - Long.BYTES) {
            append((byte) 0);
        }
        for (int shift = Long.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            append((byte) (bits >>> shift));
        }
        byte[] result = new byte[DIGEST_BYTES];
        for (int i = 0; i < DIGEST_BYTES; i++) {
            result[i] = (byte) (state[i >> 2] >>> (24 - 8 * (i & 3)));
        }
        return result;
    }

    private void compress() {
        int[] w = words;
        for (int i = 0; i < 16; i++) {
            int at = 4 * i;
            w[i] = block[at] << 24 | (block[at + 1] & 0xff) << 16 | (block[at + 2] & 0xff) << 8 | (block[at + 3] & 0xff);
        }
        for (int i = 16; i < 64; i++) {
            int x = w[i - 15];
            int y = w[i - 2];
            int s0 = Integer.rotateRight(x, 7) ^ Integer.rotateRight(x, 18) ^ x >>> 3;
            int s1 = Integer.rotateRight(y, 17) ^ Integer.rotateRight(y, 19) ^ y >>> 10;
            w[i] = w[i - 16] + s0 + w[i - 7] + s1;
        }
        int[] v = state.clone();
        for (int i = 0; i < 64; i++) {
            int e = v[4];
            int s1 = Integer.rotateRight(e, 6) ^ Integer.rotateRight(e, 11) ^ Integer.rotateRight(e, 25);
            int choice = (e & v[5]) ^ (~e & v[6]);
            int t1 = v[7] + s1 + choice + K[i] + w[i];
            int a = v[0];
            int s0 = Integer.rotateRight(a, 2) ^ Integer.rotateRight(a, 13) ^ Integer.rotateRight(a, 22);
            int majority = (a & v[1]) ^ (a & v[2]) ^ (v[1] & v[2]);
            System.arraycopy(v, 0, v, 1, 7);
            v[4] += t1;
            v[0] = t1 + s0 + majority;
        }
        for (int i = 0; i < 8; i++) {
            state[i] += v[i];
        }
    }
}
