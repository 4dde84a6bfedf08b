package dev.redoubt.scan.internal.format;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.FileFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Identifies the formats of bytes: every format that some reader would accept.
public final class FormatDetector {

  /// Enough for every header, and for the first words of a text.
  static final int HEAD = 1 << 16;

  private static final Set<FileFormat> UNLIKELY =
      EnumSet.of(FileFormat.ZIP, FileFormat.HDF5, FileFormat.TORCH_LEGACY, FileFormat.PE);

  private FormatDetector() {}

  /// The formats, in the order of the enum; at least one.
  ///
  /// @param name a hint: it can add a kind of text, and nothing else
  public static List<FileFormat> detect(ByteSource source, String name) throws IOException {
    if (source.size() == 0) {
      return List.of(FileFormat.EMPTY);
    }
    byte[] head = source.prefix(HEAD);
    Set<FileFormat> formats = EnumSet.noneOf(FileFormat.class);
    for (MagicNumber signature : MagicNumber.ALL) {
      if (signature.matches(head)) {
        formats.add(signature.format());
      }
    }
    for (StructureProbe structure : StructureProbe.ALL) {
      if (structure.holds(source, head)) {
        formats.add(structure.format());
      }
    }
    if (formats.isEmpty() || formats.equals(Set.of(FileFormat.PICKLE))) {
      formats.addAll(ProtobufProbe.formats(source));
    }
    if (TextProbe.is(source, head)) {
      formats.addAll(TextProbe.formats(source, head, name, !formats.isEmpty()));
    }
    if (formats.isEmpty()) {
      formats.add(FileFormat.UNKNOWN);
    }
    return new ArrayList<>(formats);
  }

  /// The formats of content that is declared to be raw numbers: only those that numbers do not
  /// resemble by chance.
  public static List<FileFormat> detectInRawNumbers(ByteSource source) throws IOException {
    byte[] head = source.prefix(HEAD);
    for (StructureProbe structure : StructureProbe.ALL) {
      if (UNLIKELY.contains(structure.format()) && structure.holds(source, head)) {
        return List.of(structure.format());
      }
    }
    return PickleProbe.calls(source) ? List.of(FileFormat.PICKLE) : List.of(FileFormat.NUMBERS);
  }
}
