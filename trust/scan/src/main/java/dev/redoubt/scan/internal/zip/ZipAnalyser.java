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

/// A zip archive. Readers differ in which of its redundant headers they believe, so this looks at
/// what any of them could load, and says where they would differ.
public final class ZipAnalyser implements FormatAnalyser {

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    ByteSource source = content.bytes();
    List<ZipDirectory> directories = directories(source, content.place(), inspection);
    ArchiveExtents extents = new ArchiveExtents();
    Set<String> names = new HashSet<>();
    List<ZipMember> members = new ArrayList<>();
    for (ZipDirectory directory : directories) {
      extents.add(directory.start(), directory.end());
      for (ZipEntry entry : directory.entries()) {
        members.addAll(
            ZipMember.of(source, entry, directory, content.place(), extents, inspection));
        if (!names.add(entry.name()) && !entry.folder()) {
          inspection.report(
              Detection.of(
                  ZipRule.DUPLICATE,
                  content.place().at(entry.headerStart()),
                  "more than one member is called `%s`"
                      .formatted(HostilePaths.shown(entry.name()))));
        }
      }
    }
    TorchArchive torch = TorchArchive.of(names);
    new ZipMemberReader(content, torch, inspection).inspect(members);
    new ZipGaps(content, inspection).inspect(extents, directories.isEmpty());
  }

  /// Those that count, the one most readers take first.
  private static List<ZipDirectory> directories(
      ByteSource source, DetectionLocation place, ScanContext inspection) throws IOException {
    List<ZipDirectory> all = ZipDirectory.all(source, inspection.limits().members());
    if (all.isEmpty()) {
      inspection.report(
          Detection.of(ZipRule.DAMAGED, place, "has no directory; it may have been cut off"));
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
      inspection.report(
          Detection.of(
              ZipRule.SEVERAL_ENDS,
              place.at(kept.get(1).start()),
              "has %d directories".formatted(kept.size())));
    }
    for (ZipDirectory directory : kept) {
      if (!directory.whole()) {
        inspection.report(
            Detection.of(
                ZipRule.DAMAGED,
                place.at(directory.endRecord()),
                "the directory has %,d members, not as many as it announces"
                    .formatted(directory.entries().size())));
      }
    }
    return kept;
  }
}
