package dev.redoubt.scan.internal.pickle;

/// Stores a two-byte code for each of a range of numbers. Nearly all pages have few different
/// codes, because a large pickle has values of a handful of kinds. A slot therefore takes two bits
/// as long as three codes are enough beside that of an empty slot, four bits up to fifteen codes,
/// and only then sixteen bits.
final class MemoPage {

  static final int BITS = 10;

  private static final int SLOTS = 1 << BITS;
  private static final int WHOLE_CODE = 16;

  /// Bits per slot, a power of two; slots are packed into words from the lowest bit on.
  private int width = 2;

  private long[] words = new long[SLOTS * width / Long.SIZE];

  /// The codes by slot value, the empty slot's first; empty if the slots contain the codes
  /// themselves.
  private char[] codes = new char[1 << width];

  private int known = 1;

  /// The code in a slot, 0 if there is none.
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

  /// The slot value of a code; may widen the slots.
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
