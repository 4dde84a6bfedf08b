package dev.redoubt.scan.internal.recognise;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Format;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Says of which formats bytes are: of each that some reader would take them for.
public final class Recogniser {

  /// Enough for every header, and for the first words of a text.
  static final int HEAD = 1 << 16;

  private static final Set<Format> UNLIKELY =
      EnumSet.of(Format.ZIP, Format.HDF5, Format.TORCH_LEGACY, Format.PE);

  private Recogniser() {}

  /// In the order of the formats; at least one.
  ///
  /// @param name a hint: it can add a kind of text, and nothing else
  public static List<Format> recognise(ByteSource source, String name) throws IOException {
    if (source.size() == 0) {
      return List.of(Format.EMPTY);
    }
    byte[] head = source.prefix(HEAD);
    Set<Format> formats = EnumSet.noneOf(Format.class);
    for (Signature signature : Signature.ALL) {
      if (signature.matches(head)) {
        formats.add(signature.format());
      }
    }
    for (Structure structure : Structure.ALL) {
      if (structure.holds(source, head)) {
        formats.add(structure.format());
      }
    }
    if (formats.isEmpty() || formats.equals(Set.of(Format.PICKLE))) {
      formats.addAll(Protobuf.formats(source));
    }
    if (Text.is(source, head)) {
      formats.addAll(Text.formats(source, head, name, !formats.isEmpty()));
    }
    if (formats.isEmpty()) {
      formats.add(Format.UNKNOWN);
    }
    return new ArrayList<>(formats);
  }

  /// Of what is said to be plain numbers: only formats that numbers do not have by chance.
  public static List<Format> recogniseInNumbers(ByteSource source) throws IOException {
    byte[] head = source.prefix(HEAD);
    for (Structure structure : Structure.ALL) {
      if (UNLIKELY.contains(structure.format()) && structure.holds(source, head)) {
        return List.of(structure.format());
      }
    }
    return PickleProbe.calls(source) ? List.of(Format.PICKLE) : List.of(Format.NUMBERS);
  }
}
