package dev.redoubt.scan.internal.pickle;

import java.util.Arrays;

/// The stack of the unpickler with its marks. Values below the last mark cannot be reached.
final class PickleStack {

  /// Deep entries lose their details, so that a tuple of millions of strings costs four bytes each.
  private static final int DETAILED = 1 << 16;

  /// No pickler nests or collects as much without NumPy; Python itself would need gigabytes.
  private static final int DEEPEST = 1 << 24;

  private static final int MARKS = 1 << 20;

  private PickleValue[] values = new PickleValue[64];
  private int size;
  private int[] marks = new int[16];
  private int markCount;
  private int fence;
  private int swept;

  void push(PickleValue value) throws BrokenPickle {
    if (size == values.length) {
      grow();
    }
    values[size++] = value;
  }

  private void grow() throws BrokenPickle {
    if (size >= DEEPEST) {
      throw BrokenPickle.limit("the stack is deeper than " + DEEPEST);
    }
    int to = size - DETAILED / 2;
    for (int i = Math.min(swept, size); i < to; i++) {
      values[i] = values[i].bare();
    }
    swept = Math.max(0, to);
    values = Arrays.copyOf(values, Math.max(size + (size >> 1), size + 64));
  }

  PickleValue pop() throws BrokenPickle {
    if (size <= fence) {
      throw new BrokenPickle(
          markCount > 0 && size == fence && size > 0
              ? "found a mark instead of a value"
              : "the stack is empty");
    }
    PickleValue value = values[--size];
    values[size] = PickleValue.Plain.NONE;
    swept = Math.min(swept, size);
    return value;
  }

  PickleValue top() throws BrokenPickle {
    if (size <= fence) {
      throw new BrokenPickle("the stack is empty");
    }
    return values[size - 1];
  }

  void replaceTop(PickleValue value) {
    values[size - 1] = value;
  }

  void mark() throws BrokenPickle {
    if (markCount == MARKS) {
      throw BrokenPickle.limit("more than " + MARKS + " open marks");
    }
    if (markCount == marks.length) {
      marks = Arrays.copyOf(marks, 2 * markCount);
    }
    marks[markCount++] = size;
    fence = size;
  }

  /// Removes the last mark, and returns its position; [#size] minus that values are above it.
  int unmark() throws BrokenPickle {
    if (markCount == 0) {
      throw new BrokenPickle("there is no mark on the stack");
    }
    int at = marks[--markCount];
    fence = markCount == 0 ? 0 : marks[markCount - 1];
    return at;
  }

  /// The effect of the opcode `POP`, which also removes a mark.
  void drop() throws BrokenPickle {
    if (markCount > 0 && marks[markCount - 1] == size) {
      unmark();
    } else {
      pop();
    }
  }

  /// The number of values that can be taken.
  int reach() {
    return size - fence;
  }

  int size() {
    return size;
  }

  PickleValue at(int index) {
    return values[index];
  }

  PickleValue.Tuple tuple(int from) {
    return PickleValue.Tuple.of(values, from, size);
  }

  /// Removes everything from an index on.
  void cut(int to) {
    Arrays.fill(values, to, size, PickleValue.Plain.NONE);
    size = to;
    swept = Math.min(swept, to);
  }
}
