package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One interpretation of a member.
///
/// @param name in this interpretation
/// @param endMarked for LZMA: the data has an end marker, and the declared size is irrelevant
/// @param dataStart the position of its data
record ZipMember(
    String name,
    int method,
    boolean endMarked,
    boolean encrypted,
    boolean folder,
    long crc,
    boolean crcKnown,
    long dataStart,
    long packed,
    long size) {

  /// The position of a member's data varies by no more than the length of its header.
  private static final long HUGE = 0xffffffffL;

  /// The interpretations of a directory entry by different readers: one if both headers agree,
  /// several if not.
  static List<ZipMember> of(
      ByteSource source,
      ZipEntry central,
      ZipDirectory directory,
      DetectionLocation archive,
      ArchiveExtents extents,
      ScanContext context)
      throws IOException {
    DetectionLocation place = archive.member(central.name());
    checkName(central, place, context);
    ZipEntry local = ZipEntry.local(source, central.localStart());
    List<ZipMember> ways = new ArrayList<>();
    if (local == null) {
      context.report(
          Detection.of(ZipRule.DAMAGED, place, "no local header at the position in the directory"));
      return ways;
    }
    long room = Math.max(0, source.size() - local.headerEnd());
    if (central.packed() > room) {
      context.report(Detection.of(ZipRule.DAMAGED, place, "the member exceeds the archive"));
    }
    ways.add(way(central, central.name(), local.headerEnd(), true));
    compare(central, local, place, archive, ways, context);
    long end = local.headerEnd() + Math.min(room, central.packed());
    long described = local.describedBehind() ? ZipDataDescriptor.length(source, end) : 0;
    if (!extents.add(local.headerStart(), end + described)) {
      context.report(Detection.of(ZipRule.OVERLAP, place, "the member overlaps another member"));
    }
    return ways;
  }

  /// A member that only a local header describes.
  static ZipMember hidden(ZipEntry local, long packed) {
    ZipMember way = way(local, local.name(), local.headerEnd(), !local.describedBehind());
    return new ZipMember(
        way.name,
        way.method,
        way.endMarked,
        way.encrypted,
        way.folder,
        way.crc,
        way.crcKnown,
        way.dataStart,
        packed,
        way.size);
  }

  private static ZipMember way(ZipEntry entry, String name, long dataStart, boolean crcKnown) {
    return new ZipMember(
        name,
        entry.method(),
        entry.endMarked(),
        entry.encrypted(),
        entry.folder(),
        entry.crc(),
        crcKnown,
        dataStart,
        entry.packed(),
        entry.size());
  }

  private static void checkName(ZipEntry entry, DetectionLocation place, ScanContext context) {
    if (HostilePaths.leadsOut(entry.name())) {
      context.report(
          Detection.of(
              ZipRule.UNSAFE_NAME,
              place,
              "`%s` points outside the archive".formatted(HostilePaths.shown(entry.name()))));
    }
    if (entry.link()) {
      context.report(
          Detection.of(
              ZipRule.LINK, place, "`%s` is a link".formatted(HostilePaths.shown(entry.name()))));
    }
  }

  private static void compare(
      ZipEntry central,
      ZipEntry local,
      DetectionLocation place,
      DetectionLocation archive,
      List<ZipMember> ways,
      ScanContext context) {
    List<String> steps = new ArrayList<>();
    if (!central.name().equals(local.name())) {
      steps.add(
          "name: `%s` in the directory, `%s` in the local header"
              .formatted(HostilePaths.shown(central.name()), HostilePaths.shown(local.name())));
      checkName(local, archive.member(local.name()), context);
    }
    if (central.method() != local.method()) {
      steps.add("method: %d and %d".formatted(central.method(), local.method()));
    }
    if (central.encrypted() != local.encrypted()) {
      steps.add("encrypted: %s and %s".formatted(central.encrypted(), local.encrypted()));
    }
    boolean sized = !local.describedBehind() || local.packed() != 0 || local.size() != 0;
    boolean sizesDiffer = sized && differ(central, local);
    if (sizesDiffer) {
      steps.add(
          "sizes: %,d of %,d bytes and %,d of %,d"
              .formatted(central.packed(), central.size(), local.packed(), local.size()));
    }
    if (central.crc() != local.crc() && (!local.describedBehind() || local.crc() != 0)) {
      steps.add("checksum: %08x and %08x".formatted(central.crc(), local.crc()));
    }
    if (steps.isEmpty()) {
      return;
    }
    context.report(Detection.of(ZipRule.MISMATCH, place, "local and central header differ", steps));
    if (central.method() != local.method() || sizesDiffer) {
      ZipMember other = way(sizesDiffer ? local : central, local.name(), local.headerEnd(), false);
      ways.add(
          new ZipMember(
              local.name() + " (according to the local header)",
              local.method(),
              local.endMarked(),
              local.encrypted(),
              other.folder,
              other.crc,
              false,
              other.dataStart,
              other.packed,
              other.size));
    }
  }

  private static boolean differ(ZipEntry central, ZipEntry local) {
    return differ(central.packed(), local.packed()) || differ(central.size(), local.size());
  }

  private static boolean differ(long central, long local) {
    return central != local && local != HUGE;
  }
}
