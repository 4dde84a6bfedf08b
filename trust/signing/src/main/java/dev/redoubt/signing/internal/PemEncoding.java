package dev.redoubt.signing.internal;

import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Reads and writes the textual encoding of certificates and public keys (RFC 7468). Text around
/// the blocks is skipped, because some tools write text there.
public final class PemEncoding {

  /// A bundle of all public authorities has 250 KB.
  private static final int MAX_BYTES = 4 << 20;

  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";

  private final String label;
  private final byte[] bytes;

  private PemEncoding(String label, byte[] bytes) {
    this.label = label;
    this.bytes = bytes;
  }

  /// What it is: `CERTIFICATE`.
  public String label() {
    return label;
  }

  /// A copy of its DER.
  public byte[] bytes() {
    return bytes.clone();
  }

  /// All blocks of a text.
  ///
  /// @param what the document, as a message names it: `` `key.pem` ``
  public static List<PemEncoding> read(byte[] bytes, String what) throws RefusedException {
    if (bytes.length > MAX_BYTES) {
      throw new RefusedException(
          what + " has " + bytes.length + " bytes; the limit is " + MAX_BYTES);
    }
    List<PemEncoding> blocks = new ArrayList<>();
    List<String> lines = new String(bytes, StandardCharsets.ISO_8859_1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(BEGIN) && line.endsWith(DASHES) && line.length() > BEGIN.length() + 5) {
        String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        int end = end(lines, i + 1, label, what);
        blocks.add(block(label, lines.subList(i + 1, end), what));
        i = end;
      }
    }
    return blocks;
  }

  private static int end(List<String> lines, int from, String label, String what)
      throws RefusedException {
    for (int i = from; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.equals(END + label + DASHES)) {
        return i;
      }
      if (line.startsWith(DASHES)) {
        break;
      }
    }
    throw new RefusedException(
        what
            + " has `"
            + BEGIN
            + QuotedText.shown(label)
            + DASHES
            + "` without the matching `END` line");
  }

  private static PemEncoding block(String label, List<String> lines, String what)
      throws RefusedException {
    StringBuilder base64 = new StringBuilder();
    lines.forEach(line -> base64.append(line.strip()));
    try {
      return new PemEncoding(label, Base64.getDecoder().decode(base64.toString()));
    } catch (IllegalArgumentException _) {
      throw new RefusedException(
          what + " has a block `" + QuotedText.shown(label) + "` that is not base64");
    }
  }

  /// The text of one block, with lines of 64 letters, as OpenSSL and Python's cryptography write
  /// it.
  public static String write(String label, byte[] der) {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    return BEGIN
        + label
        + DASHES
        + "\n"
        + lines.encodeToString(der)
        + "\n"
        + END
        + label
        + DASHES
        + "\n";
  }
}
