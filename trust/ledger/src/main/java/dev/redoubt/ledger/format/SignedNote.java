package dev.redoubt.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A text followed by signature lines: C2SP signed-note.
///
/// @param text ends in a newline; no control characters but newlines
/// @param signatures one or more; those of unknown keys are kept and ignored
public record SignedNote(String text, List<NoteSignature> signatures) {

  /// In bytes. The largest note that Go's `note` package accepts.
  public static final int MAX_LENGTH = 1_000_000;

  /// The limit of Go as well; the specification requires at least 16.
  public static final int MAX_SIGNATURES = 100;

  /// Validates the text and the number of signatures.
  public SignedNote {
    signatures = List.copyOf(signatures);
    if (!text.endsWith("\n") || hasControls(text)) {
      throw new IllegalArgumentException(
          "a note must end with a newline and must not contain control characters");
    }
    if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note of " + signatures.size() + " signatures");
    }
  }

  /// Parses a note without verifying its signatures; see [NoteVerification].
  public static SignedNote parse(byte[] bytes) throws MalformedLogException {
    if (bytes.length > MAX_LENGTH) {
      throw new MalformedLogException(
          "a note of %d bytes exceeds the limit of %d bytes".formatted(bytes.length, MAX_LENGTH));
    }
    String note = StrictText.utf8(bytes);
    if (hasControls(note)) {
      throw new MalformedLogException("the note contains control characters other than newlines");
    }
    int split = note.lastIndexOf("\n\n");
    if (split < 0 || !note.endsWith("\n") || split + 2 == note.length()) {
      throw new MalformedLogException(
          "not a signed note: expected a text, an empty line and signature lines");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : note.substring(split + 2, note.length() - 1).split("\n", -1)) {
      if (signatures.size() == MAX_SIGNATURES) {
        throw new MalformedLogException(
            "the note has more than %d signatures".formatted(MAX_SIGNATURES));
      }
      signatures.add(NoteSignature.parse(line));
    }
    return new SignedNote(note.substring(0, split + 1), signatures);
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(each -> each < ' ' && each != '\n');
  }

  /// The encoded note.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(each -> note.append(each.line()).append('\n'));
    return note.toString();
  }
}
