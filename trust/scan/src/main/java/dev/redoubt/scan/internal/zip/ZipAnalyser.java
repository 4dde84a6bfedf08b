package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.torch.TorchArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Reads zip archives. Readers differ in which of the redundant headers they use, so this scans
/// what any of them could load, and reports differences.
public final class ZipAnalyser implements FormatAnalyser {

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    ByteSource source = content.bytes();
    List<ZipDirectory> directories = directories(source, content.place(), context);
    ArchiveExtents extents = new ArchiveExtents();
    Set<String> names = new HashSet<>();
    List<ZipMember> members = new ArrayList<>();
    for (ZipDirectory directory : directories) {
      extents.add(directory.start(), directory.end());
      for (ZipEntry entry : directory.entries()) {
        members.addAll(ZipMember.of(source, entry, directory, content.place(), extents, context));
        if (!names.add(entry.name()) && !entry.folder()) {
          context.report(
              Detection.of(
                  ZipRule.DUPLICATE,
                  content.place().at(entry.headerStart()),
                  "several members are named `%s`".formatted(HostilePaths.shown(entry.name()))));
        }
      }
    }
    TorchArchive torch = TorchArchive.of(names);
    new ZipMemberReader(content, torch, context).inspect(members);
    new ZipGaps(content, context).inspect(extents, directories.isEmpty());
  }

  /// The directories that readers use, starting with the one that most readers choose.
  private static List<ZipDirectory> directories(
      ByteSource source, DetectionLocation place, ScanContext context) throws IOException {
    List<ZipDirectory> all = ZipDirectory.all(source, context.limits().members());
    if (all.isEmpty()) {
      context.report(
          Detection.of(
              ZipRule.DAMAGED, place, "no central directory; the archive may be truncated"));
      return all;
    }
    ZipDirectory first = all.getFirst();
    List<ZipDirectory> kept = new ArrayList<>();
    for (ZipDirectory directory : all) {
      if (directory.endRecord() == first.endRecord() || !directory.isInside(first)) {
        kept.add(directory);
      }
    }
    if (kept.size() > 1) {
      context.report(
          Detection.of(
              ZipRule.SEVERAL_ENDS,
              place.at(kept.get(1).start()),
              "%d central directories".formatted(kept.size())));
    }
    for (ZipDirectory directory : kept) {
      if (!directory.whole()) {
        context.report(
            Detection.of(
                ZipRule.DAMAGED,
                place.at(directory.endRecord()),
                "the directory has %,d members, which differs from its declared number"
                    .formatted(directory.entries().size())));
      }
    }
    return kept;
  }
}
