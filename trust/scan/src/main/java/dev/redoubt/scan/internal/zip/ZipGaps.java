package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.torch.TorchArchive;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Reports the parts of an archive that no directory refers to.
final class ZipGaps {

  /// How many bytes are checked to recognize zero padding.
  private static final int PADDING = 1 << 16;

  private final ScannedContent archive;
  private final ScanContext context;

  ZipGaps(ScannedContent archive, ScanContext context) {
    this.archive = archive;
    this.context = context;
  }

  /// @param damaged there is no directory, which was already reported
  void inspect(ArchiveExtents extents, boolean damaged) throws IOException {
    ByteSource source = archive.bytes();
    for (ArchiveExtents.Gap gap : extents.gaps(source.size())) {
      if (!padding(source, gap)) {
        gap(source, gap, damaged);
      }
    }
  }

  private void gap(ByteSource source, ArchiveExtents.Gap gap, boolean damaged) throws IOException {
    long at = gap.start();
    long end = gap.start() + gap.length();
    while (at < end) {
      ZipEntry local = ZipEntry.local(source, at);
      if (local == null) {
        break;
      }
      at = hidden(source, local, end, damaged);
    }
    if (at >= end || padding(source, new ArchiveExtents.Gap(at, end - at))) {
      return;
    }
    if (!damaged) {
      context.report(
          Detection.of(
              ZipRule.HIDDEN_DATA,
              archive.place().at(at),
              "%,d bytes belong to no member".formatted(end - at)));
    }
    // The archive as a whole was detected from its start, so that part is not scanned twice.
    if (at > 0) {
      context.inspect(archive.part("(between the members at %d)".formatted(at), at, end - at));
    }
  }

  private long hidden(ByteSource source, ZipEntry local, long end, boolean damaged)
      throws IOException {
    if (!damaged) {
      context.report(
          Detection.of(
              ZipRule.HIDDEN_MEMBER,
              archive.place().at(local.headerStart()),
              "no directory contains `%s`".formatted(HostilePaths.shown(local.name()))));
    }
    boolean unsized = local.describedBehind() && local.packed() == 0;
    long packed = Math.min(unsized ? Long.MAX_VALUE : local.packed(), end - local.headerEnd());
    ZipMember member = ZipMember.hidden(local, Math.max(0, packed));
    new ZipMemberReader(archive, TorchArchive.of(Set.of()), context).inspect(List.of(member));
    long behind = local.headerEnd() + Math.max(0, packed);
    return local.describedBehind() ? behind + ZipDataDescriptor.length(source, behind) : behind;
  }

  private static boolean padding(ByteSource source, ArchiveExtents.Gap gap) throws IOException {
    if (gap.length() > PADDING) {
      return false;
    }
    for (byte value : source.bytesAt(gap.start(), (int) gap.length())) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }
}
