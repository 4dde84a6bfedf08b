package dev.redoubt.signing.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Computes BLAKE2b with a digest of 64 bytes and without a key (RFC 7693).
final class Blake2b implements IncrementalHash {

  private static final int BLOCK = 128;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Section 2.6: as SHA-512 has them.
  private static final long[] INITIAL = {
    0x6a09e667f3bcc908L, 0xbb67ae8584caa73bL, 0x3c6ef372fe94f82bL, 0xa54ff53a5f1d36f1L,
    0x510e527fade682d1L, 0x9b05688c2b3e6c1fL, 0x1f83d9abfb41bd6bL, 0x5be0cd19137e2179L
  };

  /// Section 2.7: which words each round takes.
  private static final byte[][] SIGMA = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15},
    {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4},
    {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13},
    {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11},
    {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5},
    {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}
  };

  private final long[] state = new long[8];
  private final long[] work = new long[16];
  private final long[] words = new long[16];
  private final byte[] block = new byte[BLOCK];
  private int filled;
  private long taken;

  Blake2b() {
    begin();
  }

  private void begin() {
    System.arraycopy(INITIAL, 0, state, 0, state.length);
    // Parameter block: 64 bytes of digest, no key, one leaf (section 2.5).
    state[0] ^= 0x01010040L;
    filled = 0;
    taken = 0;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int rest = length;
    while (rest > 0) {
      // The last block is kept back, as it is compressed differently.
      if (filled == BLOCK) {
        taken += BLOCK;
        compress(false);
        filled = 0;
      }
      int part = Math.min(rest, BLOCK - filled);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
      rest -= part;
    }
  }

  @Override
  public byte[] digest() {
    taken += filled;
    java.util.Arrays.fill(block, filled, BLOCK, (byte) 0);
    compress(true);
    byte[] digest = new byte[64];
    for (int i = 0; i < state.length; i++) {
      LONGS.set(digest, i * 8, state[i]);
    }
    begin();
    return digest;
  }

  private void compress(boolean last) {
    for (int i = 0; i < 16; i++) {
      words[i] = (long) LONGS.get(block, i * 8);
    }
    System.arraycopy(state, 0, work, 0, 8);
    System.arraycopy(INITIAL, 0, work, 8, 8);
    work[12] ^= taken;
    if (last) {
      work[14] = ~work[14];
    }
    for (int round = 0; round < 12; round++) {
      byte[] s = SIGMA[round % 10];
      mix(0, 4, 8, 12, words[s[0]], words[s[1]]);
      mix(1, 5, 9, 13, words[s[2]], words[s[3]]);
      mix(2, 6, 10, 14, words[s[4]], words[s[5]]);
      mix(3, 7, 11, 15, words[s[6]], words[s[7]]);
      mix(0, 5, 10, 15, words[s[8]], words[s[9]]);
      mix(1, 6, 11, 12, words[s[10]], words[s[11]]);
      mix(2, 7, 8, 13, words[s[12]], words[s[13]]);
      mix(3, 4, 9, 14, words[s[14]], words[s[15]]);
    }
    for (int i = 0; i < 8; i++) {
      state[i] ^= work[i] ^ work[i + 8];
    }
  }

  private void mix(int a, int b, int c, int d, long x, long y) {
    work[a] += work[b] + x;
    work[d] = Long.rotateRight(work[d] ^ work[a], 32);
    work[c] += work[d];
    work[b] = Long.rotateRight(work[b] ^ work[c], 24);
    work[a] += work[b] + y;
    work[d] = Long.rotateRight(work[d] ^ work[a], 16);
    work[c] += work[d];
    work[b] = Long.rotateRight(work[b] ^ work[c], 63);
  }
}
