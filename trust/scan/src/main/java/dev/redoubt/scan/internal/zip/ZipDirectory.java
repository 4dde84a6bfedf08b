package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A central directory, and the end record that leads to it.
///
/// @param start of the first entry
/// @param end after the end record and its comment, as far as the file goes
/// @param endRecord the position of the end record
/// @param shift to be added to every position in it, if something precedes the archive
/// @param entries in order
/// @param whole whether the number of entries is the declared one
record ZipDirectory(
    long start, long end, long endRecord, long shift, List<ZipEntry> entries, boolean whole) {

  private static final int END = 22;
  private static final int LOCATOR = 20;
  private static final int END64 = 56;
  private static final int COMMENT = 0xffff;
  private static final long HUGE = 0xffffffffL;

  /// The values of an end record.
  private record DeclaredDirectory(long count, long size, long offset, long before) {}

  /// Every directory that some reader could use: readers search for the end record from the end,
  /// and differ in how they treat comments. The first is the one that most readers use.
  ///
  /// @param most the maximum number of entries of all directories together; the last directory then
  ///   has more than the rest
  static List<ZipDirectory> all(ByteSource source, int most) throws IOException {
    List<ZipDirectory> found = new ArrayList<>();
    Set<Long> starts = new HashSet<>();
    int left = most;
    long size = source.size();
    long from = Math.max(0, size - END - COMMENT - 1024);
    byte[] tail = source.bytesAt(from, (int) (size - from));
    for (int i = tail.length - END; i >= 0 && left >= 0; i--) {
      if (LittleEndian.signature(tail, i, 5, 6)) {
        for (ZipDirectory directory : at(source, from + i, starts, left)) {
          found.add(directory);
          left -= directory.entries.size();
        }
      }
    }
    return found;
  }

  private static List<ZipDirectory> at(
      ByteSource source, long endRecord, Set<Long> starts, int most) throws IOException {
    byte[] end = source.bytesAt(endRecord, END);
    int comment = LittleEndian.short16(end, 20);
    long behind = Math.min(source.size(), endRecord + END + comment);
    DeclaredDirectory declared = declared(source, endRecord, end);
    List<ZipDirectory> found = new ArrayList<>();
    long adjusted = declared.before - declared.size;
    for (long start : new long[] {adjusted, declared.offset}) {
      if (start >= 0 && start <= endRecord && starts.add(start)) {
        ZipDirectory directory =
            read(source, start, behind, endRecord, start - declared.offset, declared.count, most);
        if (!directory.entries.isEmpty() || declared.count == 0) {
          found.add(directory);
        }
      }
    }
    return found;
  }

  /// The numbers of the end record, or those of zip64 if it refers to them.
  private static DeclaredDirectory declared(ByteSource source, long endRecord, byte[] end)
      throws IOException {
    long count = LittleEndian.short16(end, 10);
    long size = LittleEndian.int32(end, 12);
    long offset = LittleEndian.int32(end, 16);
    DeclaredDirectory plain = new DeclaredDirectory(count, size, offset, endRecord);
    byte[] locator =
        endRecord < LOCATOR ? new byte[0] : source.bytesAt(endRecord - LOCATOR, LOCATOR);
    if (locator.length < LOCATOR || !LittleEndian.signature(locator, 0, 6, 7)) {
      return plain;
    }
    for (long at : new long[] {LittleEndian.int64(locator, 8), endRecord - LOCATOR - END64}) {
      byte[] large = at < 0 ? new byte[0] : source.bytesAt(at, END64);
      if (large.length == END64 && LittleEndian.signature(large, 0, 6, 6)) {
        return new DeclaredDirectory(
            count == 0xffff ? LittleEndian.int64(large, 32) : count,
            size == HUGE ? LittleEndian.int64(large, 40) : size,
            offset == HUGE ? LittleEndian.int64(large, 48) : offset,
            at);
      }
    }
    return plain;
  }

  private static ZipDirectory read(
      ByteSource source, long start, long behind, long endRecord, long shift, long count, int most)
      throws IOException {
    List<ZipEntry> entries = new ArrayList<>();
    long at = start;
    // All consecutive entries, even beyond the declared number: some readers count, some do not.
    while (entries.size() <= most && at < endRecord) {
      ZipEntry entry = ZipEntry.central(source, at, shift);
      if (entry == null) {
        break;
      }
      entries.add(entry);
      at = entry.headerEnd();
    }
    return new ZipDirectory(start, behind, endRecord, shift, entries, entries.size() == count);
  }

  /// Whether the end record of this directory lies in a member of another, such as a nested
  /// archive.
  boolean isInside(ZipDirectory other) {
    for (ZipEntry entry : other.entries) {
      if (endRecord > entry.localStart()
          && endRecord < entry.localStart() + 30L + entry.packed() + (1 << 17)
          && endRecord < other.start) {
        return true;
      }
    }
    return false;
  }
}
