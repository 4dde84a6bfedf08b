package dev.redoubt.signing.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Computes BLAKE3 with a digest of 32 bytes and without a key, as specified in 2021.
final class Blake3 implements IncrementalHash {

  private static final int BLOCK = 64;
  private static final int CHUNK = 1024;
  private static final int CHUNK_START = 1;
  private static final int CHUNK_END = 2;
  private static final int PARENT = 4;
  private static final int ROOT = 8;

  /// 2^54 chunks are 2^64 bytes.
  private static final int MAX_HEIGHT = 54;

  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /// Table 1: as SHA-256 has them.
  private static final int[] INITIAL = {
    0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19
  };

  /// Table 2: how the words of a block are permuted after each round.
  private static final int[] PERMUTATION = {2, 6, 3, 10, 7, 0, 4, 13, 1, 11, 12, 5, 9, 14, 15, 8};

  private final byte[] block = new byte[BLOCK];
  private final int[] chain = new int[8];
  private final int[] work = new int[16];
  private int[] words = new int[16];
  private int[] permuted = new int[16];

  /// Chaining values of complete subtrees, leftmost first.
  private final int[][] stack = new int[MAX_HEIGHT][8];

  private int height;
  private int filled;
  private int blocksOfChunk;
  private long chunk;

  Blake3() {
    begin();
  }

  private void begin() {
    height = 0;
    chunk = 0;
    beginChunk();
  }

  private void beginChunk() {
    System.arraycopy(INITIAL, 0, chain, 0, 8);
    filled = 0;
    blocksOfChunk = 0;
  }

  @Override
  public void update(byte[] bytes, int offset, int length) {
    int at = offset;
    int rest = length;
    while (rest > 0) {
      // What may be the last block of all is kept back, as it is compressed differently.
      if (filled == BLOCK) {
        endBlock();
      }
      int part = Math.min(rest, BLOCK - filled);
      System.arraycopy(bytes, at, block, filled, part);
      filled += part;
      at += part;
      rest -= part;
    }
  }

  private void endBlock() {
    boolean last = blocksOfChunk == CHUNK / BLOCK - 1;
    load(block);
    compress(chain, chunk, BLOCK, startFlag() | (last ? CHUNK_END : 0));
    take(chain);
    filled = 0;
    blocksOfChunk++;
    if (last) {
      chunk++;
      push();
      beginChunk();
    }
  }

  private int startFlag() {
    return blocksOfChunk == 0 ? CHUNK_START : 0;
  }

  /// Adds the chunk that ended, and joins subtrees that are complete.
  private void push() {
    System.arraycopy(chain, 0, stack[height++], 0, 8);
    for (long chunks = chunk; (chunks & 1) == 0; chunks >>= 1) {
      height--;
      loadParent(stack[height - 1], stack[height]);
      compress(INITIAL, 0, BLOCK, PARENT);
      take(stack[height - 1]);
    }
  }

  @Override
  public byte[] digest() {
    java.util.Arrays.fill(block, filled, BLOCK, (byte) 0);
    load(block);
    boolean alone = height == 0;
    compress(chain, chunk, filled, startFlag() | CHUNK_END | (alone ? ROOT : 0));
    int[] right = new int[8];
    take(right);
    while (height > 0) {
      height--;
      loadParent(stack[height], right);
      compress(INITIAL, 0, BLOCK, PARENT | (height == 0 ? ROOT : 0));
      take(right);
    }
    byte[] digest = new byte[32];
    for (int i = 0; i < 8; i++) {
      INTS.set(digest, i * 4, right[i]);
    }
    begin();
    return digest;
  }

  private void load(byte[] bytes) {
    for (int i = 0; i < 16; i++) {
      words[i] = (int) INTS.get(bytes, i * 4);
    }
  }

  private void loadParent(int[] left, int[] right) {
    System.arraycopy(left, 0, words, 0, 8);
    System.arraycopy(right, 0, words, 8, 8);
  }

  /// The first half of the compression's output.
  private void take(int[] target) {
    for (int i = 0; i < 8; i++) {
      target[i] = work[i] ^ work[i + 8];
    }
  }

  private void compress(int[] input, long counter, int length, int flags) {
    System.arraycopy(input, 0, work, 0, 8);
    System.arraycopy(INITIAL, 0, work, 8, 4);
    work[12] = (int) counter;
    work[13] = (int) (counter >>> 32);
    work[14] = length;
    work[15] = flags;
    for (int round = 0; round < 7; round++) {
      mix(0, 4, 8, 12, words[0], words[1]);
      mix(1, 5, 9, 13, words[2], words[3]);
      mix(2, 6, 10, 14, words[4], words[5]);
      mix(3, 7, 11, 15, words[6], words[7]);
      mix(0, 5, 10, 15, words[8], words[9]);
      mix(1, 6, 11, 12, words[10], words[11]);
      mix(2, 7, 8, 13, words[12], words[13]);
      mix(3, 4, 9, 14, words[14], words[15]);
      permute();
    }
  }

  private void permute() {
    for (int i = 0; i < 16; i++) {
      permuted[i] = words[PERMUTATION[i]];
    }
    int[] swap = words;
    words = permuted;
    permuted = swap;
  }

  private void mix(int a, int b, int c, int d, int x, int y) {
    work[a] += work[b] + x;
    work[d] = Integer.rotateRight(work[d] ^ work[a], 16);
    work[c] += work[d];
    work[b] = Integer.rotateRight(work[b] ^ work[c], 12);
    work[a] += work[b] + y;
    work[d] = Integer.rotateRight(work[d] ^ work[a], 8);
    work[c] += work[d];
    work[b] = Integer.rotateRight(work[b] ^ work[c], 7);
  }
}
