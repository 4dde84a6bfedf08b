package dev.redoubt.bicep.syntax;

import org.jspecify.annotations.Nullable;

/// Gives equal names of one file the same string. Names repeat: a file has some hundred different
/// ones, a few of them on every line.
final class NameInterner {

  /// A file that is made so that its names collide gets a new string for each instead of a search.
  private static final int MAX_PROBES = 8;

  private @Nullable String[] names = new String[256];
  private int size;

  /// The string of the characters from `start` to `end`.
  ///
  /// @param hash what [String#hashCode] of the name would give
  String name(char[] text, int start, int end, int hash) {
    int mask = names.length - 1;
    int slot = spread(hash) & mask;
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      String known = names[slot];
      if (known == null) {
        return add(new String(text, start, end - start), slot);
      }
      if (same(known, text, start, end)) {
        return known;
      }
      slot = (slot + 1) & mask;
    }
    return new String(text, start, end - start);
  }

  private static boolean same(String known, char[] text, int start, int end) {
    if (known.length() != end - start) {
      return false;
    }
    for (int i = start; i < end; i++) {
      if (known.charAt(i - start) != text[i]) {
        return false;
      }
    }
    return true;
  }

  private String add(String name, int slot) {
    names[slot] = name;
    if (++size > names.length / 2) {
      grow();
    }
    return name;
  }

  private void grow() {
    @Nullable String[] old = names;
    names = new String[old.length * 2];
    int mask = names.length - 1;
    for (String name : old) {
      if (name != null) {
        move(name, spread(name.hashCode()) & mask, mask);
      }
    }
  }

  /// Puts a name into its new place, or forgets it where that takes too long.
  private void move(String name, int slot, int mask) {
    for (int probe = 0; probe < MAX_PROBES; probe++) {
      if (names[slot] == null) {
        names[slot] = name;
        return;
      }
      slot = (slot + 1) & mask;
    }
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 15);
  }
}
