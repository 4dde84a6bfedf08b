package dev.redoubt.bicep.syntax;

import org.jspecify.annotations.Nullable;

/// Interns the names of one file: equal names share one string. Names repeat: a file has a few
/// hundred distinct names, several on every line.
final class NameInterner {

  /// The maximum number of probes; names crafted to collide get a new string each instead of a long
  /// search.
  private static final int MAX_PROBES = 8;

  private @Nullable String[] names = new String[256];
  private int size;

  /// The interned string of the characters from `start` to `end`.
  ///
  /// @param hash the value of [String#hashCode] for the name
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

  /// Moves a name to its new slot, or drops it after too many probes.
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
