package dev.redoubt.fixes.bicep;

/// The characters from `start` up to `end`.
record TextRange(int start, int end) {

  boolean contains(int index) {
    return start <= index && index < end;
  }
}
