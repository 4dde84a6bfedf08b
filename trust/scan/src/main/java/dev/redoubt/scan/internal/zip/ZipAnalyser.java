package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Place;
import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import dev.redoubt.scan.internal.Names;
import dev.redoubt.scan.internal.torch.TorchArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// A zip archive. Readers differ in which of its redundant headers they believe, so this looks at
/// what any of them could load, and says where they would differ.
public final class ZipAnalyser implements Analyser {

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    ByteSource source = content.bytes();
    List<ZipDirectory> directories = directories(source, content.place(), inspection);
    Extents extents = new Extents();
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
                  "more than one member is called `%s`".formatted(Names.shown(entry.name()))));
        }
      }
    }
    TorchArchive torch = TorchArchive.of(names);
    new ZipContents(content, torch, inspection).inspect(members);
    new ZipGaps(content, inspection).inspect(extents, directories.isEmpty());
  }

  /// Those that count, the one most readers take first.
  private static List<ZipDirectory> directories(
      ByteSource source, Place place, Inspection inspection) throws IOException {
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
