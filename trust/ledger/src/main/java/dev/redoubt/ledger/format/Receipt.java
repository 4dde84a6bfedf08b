package dev.redoubt.ledger.format;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An inclusion proof of an entry with the signed checkpoint, in a file that can be verified
/// offline: C2SP tlog-proof.
///
/// @see dev.redoubt.ledger.merkle.InclusionProof
public final class Receipt {

  /// The first line.
  public static final String HEADER = "c2sp.org/tlog-proof@v1";

  /// The customary file name extension.
  public static final String FILE_EXTENSION = ".tlog-proof";

  /// In bytes: an entry in base64, all hashes, and the largest note.
  public static final int MAX_LENGTH = 2 * SignedNote.MAX_LENGTH;

  /// Trees with fewer than 2^63 entries have no longer paths.
  private static final int MAX_HASHES = 63;

  private final byte @Nullable [] extra;
  private final long index;
  private final List<Sha256Digest> hashes;
  private final SignedNote checkpoint;

  /// Creates a receipt.
  ///
  /// @param extra opaque data that the proof does not cover; Redoubt stores the entry there; null
  ///   for none
  /// @param index of the entry, from 0
  /// @param hashes from the sibling of the leaf to the child of the root
  public Receipt(
      byte @Nullable [] extra, long index, List<Sha256Digest> hashes, SignedNote checkpoint) {
    if (index < 0 || hashes.size() > MAX_HASHES || (extra != null && extra.length == 0)) {
      throw new IllegalArgumentException(
          "an index must not be negative, and a proof must not be too long");
    }
    this.extra = extra == null ? null : extra.clone();
    this.index = index;
    this.hashes = List.copyOf(hashes);
    this.checkpoint = checkpoint;
  }

  /// Parses a receipt without verifying it.
  public static Receipt parse(byte[] bytes) throws MalformedLogException {
    if (bytes.length > MAX_LENGTH) {
      throw new MalformedLogException(
          "a receipt of %d bytes exceeds the limit of %d bytes"
              .formatted(bytes.length, MAX_LENGTH));
    }
    String text = StrictText.utf8(bytes);
    int split = text.indexOf("\n\n");
    if (split < 0 || !text.startsWith(HEADER + "\n")) {
      throw new MalformedLogException("not a receipt: it does not begin with `" + HEADER + "`");
    }
    List<String> lines = new ArrayList<>(Arrays.asList(text.substring(0, split).split("\n", -1)));
    lines.removeFirst();
    byte[] extra = extra(lines);
    long index = index(lines);
    SignedNote note = SignedNote.parse(text.substring(split + 2).getBytes(StandardCharsets.UTF_8));
    return new Receipt(extra, index, hashes(lines), note);
  }

  private static byte @Nullable [] extra(List<String> lines) throws MalformedLogException {
    if (lines.isEmpty() || !lines.getFirst().startsWith("extra ")) {
      return null;
    }
    byte[] extra = StrictText.base64(lines.removeFirst().substring("extra ".length()));
    if (extra == null || extra.length == 0) {
      throw new MalformedLogException("the value of `extra` in the receipt is not base64");
    }
    return extra;
  }

  private static long index(List<String> lines) throws MalformedLogException {
    String line = lines.isEmpty() ? "" : lines.removeFirst();
    long index =
        line.startsWith("index ") ? StrictText.decimal(line.substring("index ".length())) : -1;
    if (index < 0) {
      throw new MalformedLogException("the receipt has no valid `index` line");
    }
    return index;
  }

  private static List<Sha256Digest> hashes(List<String> lines) throws MalformedLogException {
    if (lines.size() > MAX_HASHES) {
      throw new MalformedLogException(
          "the receipt has %d hashes; the maximum is %d".formatted(lines.size(), MAX_HASHES));
    }
    List<Sha256Digest> hashes = new ArrayList<>();
    for (String line : lines) {
      Sha256Digest hash = StrictText.digest(line);
      if (hash == null) {
        throw new MalformedLogException("`" + StrictText.shown(line) + "` is not a base64 hash");
      }
      hashes.add(hash);
    }
    return hashes;
  }

  /// Opaque data that the proof does not cover; null if there is none.
  public byte @Nullable [] extra() {
    return extra == null ? null : extra.clone();
  }

  /// The index of the entry, from 0.
  public long index() {
    return index;
  }

  /// The hashes from the sibling of the leaf to the child of the root.
  public List<Sha256Digest> hashes() {
    return hashes;
  }

  /// The checkpoint, with all of its signatures.
  public SignedNote checkpoint() {
    return checkpoint;
  }

  /// The encoded receipt.
  public byte[] bytes() {
    return toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    if (extra != null) {
      text.append("extra ").append(Base64.getEncoder().encodeToString(extra)).append('\n');
    }
    text.append("index ").append(index).append('\n');
    hashes.forEach(each -> text.append(each.base64()).append('\n'));
    return text.append('\n').append(checkpoint).toString();
  }
}
