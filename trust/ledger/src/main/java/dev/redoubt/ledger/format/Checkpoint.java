package dev.redoubt.ledger.format;

import java.util.List;

/// The head of a log at one size: the text of a C2SP tlog-checkpoint.
///
/// @param origin which log; by custom its URL without the scheme
/// @param size how many entries
/// @param root the hash of the tree over them
/// @param extensions further lines, opaque; usually none
public record Checkpoint(String origin, long size, Sha256Digest root, List<String> extensions) {

  /// Validates that the checkpoint can be encoded.
  public Checkpoint {
    extensions = List.copyOf(extensions);
    if (!isLine(origin) || size < 0 || !extensions.stream().allMatch(Checkpoint::isLine)) {
      throw new IllegalArgumentException(
          "checkpoint lines must not be empty, and the size must not be negative");
    }
  }

  /// Creates a checkpoint without extensions.
  public Checkpoint(String origin, long size, Sha256Digest root) {
    this(origin, size, root, List.of());
  }

  private static boolean isLine(String line) {
    return !line.isEmpty() && line.chars().noneMatch(each -> each < ' ');
  }

  /// Parses the text of a note. Signatures are not verified.
  public static Checkpoint parse(SignedNote note) throws MalformedLogException {
    return parse(note.text());
  }

  /// Parses a text: origin, size, root hash, and further lines, each terminated by a newline.
  public static Checkpoint parse(String text) throws MalformedLogException {
    String[] lines =
        text.endsWith("\n") ? text.substring(0, text.length() - 1).split("\n", -1) : new String[0];
    if (lines.length < 3) {
      throw new MalformedLogException(
          "not a checkpoint: expected lines with an origin, a size and a root hash");
    }
    for (int i = 0; i < lines.length; i++) {
      if (!isLine(lines[i])) {
        throw new MalformedLogException(
            "line %d of the checkpoint is empty or has control characters".formatted(i + 1));
      }
    }
    long size = StrictText.decimal(lines[1]);
    if (size < 0) {
      throw new MalformedLogException(
          "`%s` is not a log size: expected a decimal number"
              .formatted(StrictText.shown(lines[1])));
    }
    Sha256Digest root = StrictText.digest(lines[2]);
    if (root == null) {
      throw new MalformedLogException(
          "`%s` is not a root hash: expected the base64 of 32 bytes"
              .formatted(StrictText.shown(lines[2])));
    }
    return new Checkpoint(lines[0], size, root, List.of(lines).subList(3, lines.length));
  }

  /// The text that is signed.
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append(origin).append('\n').append(size).append('\n').append(root.base64()).append('\n');
    extensions.forEach(each -> text.append(each).append('\n'));
    return text.toString();
  }
}
