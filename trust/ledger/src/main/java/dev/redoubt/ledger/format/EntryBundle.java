package dev.redoubt.ledger.format;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads and writes an entry bundle of C2SP tlog-tiles: entries, each preceded by its length as a
/// big-endian number of two bytes.
public final class EntryBundle {

  /// In bytes: the largest number that fits into two bytes.
  public static final int MAX_ENTRY_LENGTH = 0xffff;

  /// The largest size of a bundle in bytes.
  public static final int MAX_LENGTH = Tile.WIDTH * (2 + MAX_ENTRY_LENGTH);

  private EntryBundle() {}

  /// Encodes one entry with its length.
  public static void write(byte[] entry, ByteArrayOutputStream out) {
    if (entry.length > MAX_ENTRY_LENGTH) {
      throw new IllegalArgumentException("an entry of " + entry.length + " bytes");
    }
    out.write(entry.length >> 8);
    out.write(entry.length);
    out.writeBytes(entry);
  }

  /// Splits a bundle into its entries.
  ///
  /// @param width expected number of entries
  public static List<byte[]> parse(byte[] bundle, int width) throws MalformedLogException {
    List<byte[]> entries = new ArrayList<>(width);
    int at = 0;
    while (at < bundle.length) {
      if (entries.size() == width) {
        throw new MalformedLogException(
            "%d unexpected bytes after the last of %d entries".formatted(bundle.length - at, width),
            at);
      }
      int start = at + 2;
      int end = start > bundle.length ? start : start + length(bundle, at);
      if (end > bundle.length) {
        throw new MalformedLogException(
            "entry %d of the bundle is truncated".formatted(entries.size()), at);
      }
      entries.add(Arrays.copyOfRange(bundle, start, end));
      at = end;
    }
    if (entries.size() < width) {
      throw new MalformedLogException(
          "the bundle has %d entries; expected %d".formatted(entries.size(), width), at);
    }
    return entries;
  }

  private static int length(byte[] bundle, int at) {
    return (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
  }
}
