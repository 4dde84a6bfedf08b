package dev.redoubt.scan;

import java.util.ArrayList;
import java.util.List;

/// Where something is: a file, the members of archives down to the one that has it, and an offset
/// in that.
///
/// @param members from outside to inside, at least the file itself: `model.pt`, `archive/data.pkl`
/// @param offset in bytes from the start of the innermost member as it is after decompression, or
///   [#NOWHERE] where it concerns the whole
public record DetectionLocation(List<String> members, long offset) {

  /// The whole of a member.
  public static final long NOWHERE = -1;

  public DetectionLocation {
    members = List.copyOf(members);
    if (members.isEmpty() || offset < NOWHERE) {
      throw new IllegalArgumentException("a place needs a member and an offset");
    }
  }

  /// The whole of a file.
  public static DetectionLocation of(String file) {
    return new DetectionLocation(List.of(file), NOWHERE);
  }

  /// A member of this one.
  public DetectionLocation member(String name) {
    List<String> deeper = new ArrayList<>(members);
    deeper.add(name);
    return new DetectionLocation(deeper, NOWHERE);
  }

  /// The same member, at an offset.
  public DetectionLocation at(long bytes) {
    return new DetectionLocation(members, bytes);
  }

  /// `model.pt!archive/data.pkl`, without the offset.
  public String path() {
    return String.join("!", members);
  }
}
