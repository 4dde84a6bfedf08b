package dev.redoubt.scan.internal.pickle;

/// What a pickle may do with something that it imports.
enum Permission {
  /// Call it with any arguments, and store it: nothing that it does reaches outside.
  ALLOWED,
  /// Make instances of this class and set their state, without its constructor, which may do more.
  INSTANCES,
  /// Store it, as models do with functions of numbers; not call it, for what such a function does
  /// with an object that was made for it is more than to count.
  HELD,
  /// Call it with arguments that [CheckedFunctions] finds harmless; not store it.
  CHECKED,
  /// Nothing: it is not of a known library, or of a part of one that models do not hold.
  CUSTOM,
  /// Nothing: it is known to run commands or code, or to reach files or the network.
  DANGEROUS;

  boolean isAllowed() {
    return compareTo(CHECKED) <= 0;
  }
}
