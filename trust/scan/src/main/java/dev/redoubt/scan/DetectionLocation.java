package dev.redoubt.scan;

import java.util.ArrayList;
import java.util.List;

/// The location of a detection: a file, the archive members that lead to the content, and an offset
/// in that content.
///
/// @param members from outermost to innermost, starting with the file: `model.pt`,
///   `archive/data.pkl`
/// @param offset in bytes from the start of the innermost member after decompression, or
///   [#WHOLE_MEMBER] if the detection concerns the whole member
public record DetectionLocation(List<String> members, long offset) {

  /// The offset of a detection that concerns a whole member.
  public static final long WHOLE_MEMBER = -1;

  public DetectionLocation {
    members = List.copyOf(members);
    if (members.isEmpty() || offset < WHOLE_MEMBER) {
      throw new IllegalArgumentException("a location needs a member and an offset");
    }
  }

  /// The location of a whole file.
  public static DetectionLocation of(String file) {
    return new DetectionLocation(List.of(file), WHOLE_MEMBER);
  }

  /// The location of a member of this content.
  public DetectionLocation member(String name) {
    List<String> deeper = new ArrayList<>(members);
    deeper.add(name);
    return new DetectionLocation(deeper, WHOLE_MEMBER);
  }

  /// The same member at an offset.
  public DetectionLocation at(long bytes) {
    return new DetectionLocation(members, bytes);
  }

  /// `model.pt!archive/data.pkl`, without the offset.
  public String path() {
    return String.join("!", members);
  }
}
