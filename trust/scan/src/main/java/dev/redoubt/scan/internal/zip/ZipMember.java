package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// One way to read a member.
///
/// @param name as that way calls it
/// @param endMarked for LZMA: its end has a mark, and its size counts for nothing
/// @param dataStart where its data begins
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

  /// Where the data of a member begins varies by no more than its header is long.
  private static final long HUGE = 0xffffffffL;

  /// The ways in which readers could read what an entry of a directory describes: one if both
  /// headers agree, more if not.
  static List<ZipMember> of(
      ByteSource source,
      ZipEntry central,
      ZipDirectory directory,
      DetectionLocation archive,
      ArchiveExtents extents,
      ScanContext inspection)
      throws IOException {
    DetectionLocation place = archive.member(central.name());
    checkName(central, place, inspection);
    ZipEntry local = ZipEntry.local(source, central.localStart());
    List<ZipMember> ways = new ArrayList<>();
    if (local == null) {
      inspection.report(
          Detection.of(ZipRule.DAMAGED, place, "its header is not where the directory says"));
      return ways;
    }
    long room = Math.max(0, source.size() - local.headerEnd());
    if (central.packed() > room) {
      inspection.report(Detection.of(ZipRule.DAMAGED, place, "it is longer than the archive"));
    }
    ways.add(way(central, central.name(), local.headerEnd(), true));
    compare(central, local, place, archive, ways, inspection);
    long end = local.headerEnd() + Math.min(room, central.packed());
    long described = local.describedBehind() ? ZipDataDescriptor.length(source, end) : 0;
    if (!extents.add(local.headerStart(), end + described)) {
      inspection.report(
          Detection.of(ZipRule.OVERLAP, place, "it shares bytes with another member"));
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

  private static void checkName(ZipEntry entry, DetectionLocation place, ScanContext inspection) {
    if (HostilePaths.leadsOut(entry.name())) {
      inspection.report(
          Detection.of(
              ZipRule.UNSAFE_NAME,
              place,
              "`%s` leads out".formatted(HostilePaths.shown(entry.name()))));
    }
    if (entry.link()) {
      inspection.report(
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
      ScanContext inspection) {
    List<String> steps = new ArrayList<>();
    if (!central.name().equals(local.name())) {
      steps.add(
          "name: `%s` in the directory, `%s` in its own header"
              .formatted(HostilePaths.shown(central.name()), HostilePaths.shown(local.name())));
      checkName(local, archive.member(local.name()), inspection);
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
    inspection.report(
        Detection.of(ZipRule.MISMATCH, place, "its two headers say different things", steps));
    if (central.method() != local.method() || sizesDiffer) {
      ZipMember other = way(sizesDiffer ? local : central, local.name(), local.headerEnd(), false);
      ways.add(
          new ZipMember(
              local.name() + " (by its own header)",
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
