package dev.redoubt.scan.internal.pickle;

/// Codes of two bytes for a run of numbers, of which nearly all runs have few different ones: what
/// a large pickle remembers is of a handful of kinds. So a slot takes two bits while three codes
/// are enough beside that of an empty slot, four bits up to fifteen, and only then sixteen.
final class MemoPage {

  static final int BITS = 10;

  private static final int SLOTS = 1 << BITS;
  private static final int WHOLE_CODE = 16;

  /// A power of two of bits for each slot, packed into words from their lowest bit on.
  private int width = 2;

  private long[] words = new long[SLOTS * width / Long.SIZE];

  /// The codes that the slots' bits stand for, the empty slot's first; none where the bits are the
  /// codes.
  private char[] codes = new char[1 << width];

  private int known = 1;

  /// The code in a slot, 0 where there is none.
  int get(int slot) {
    int bits = bits(slot);
    return width == WHOLE_CODE ? bits : codes[bits];
  }

  /// @param code from 1 to 0xffff
  void set(int slot, int code) {
    int bits = width == WHOLE_CODE ? code : index(code);
    int at = slot * width;
    int shift = at % Long.SIZE;
    int word = at / Long.SIZE;
    words[word] = (words[word] & ~(mask() << shift)) | ((long) bits << shift);
  }

  private int bits(int slot) {
    int at = slot * width;
    return (int) ((words[at / Long.SIZE] >>> (at % Long.SIZE)) & mask());
  }

  private long mask() {
    return (1L << width) - 1;
  }

  /// What stands for a code, which may need wider slots than there were.
  private int index(int code) {
    for (int i = 1; i < known; i++) {
      if (codes[i] == code) {
        return i;
      }
    }
    if (known == codes.length) {
      widen();
      return width == WHOLE_CODE ? code : index(code);
    }
    codes[known] = (char) code;
    return known++;
  }

  private void widen() {
    int[] all = new int[SLOTS];
    for (int slot = 0; slot < SLOTS; slot++) {
      all[slot] = get(slot);
    }
    width = width == 2 ? 4 : WHOLE_CODE;
    words = new long[SLOTS * width / Long.SIZE];
    codes = new char[width == WHOLE_CODE ? 0 : 1 << width];
    known = 1;
    for (int slot = 0; slot < SLOTS; slot++) {
      if (all[slot] != 0) {
        set(slot, all[slot]);
      }
    }
  }
}
