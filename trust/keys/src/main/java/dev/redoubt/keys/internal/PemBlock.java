package dev.redoubt.keys.internal;

import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/// A block of the textual encoding of RFC 7468. Text around blocks is skipped, because some tools
/// write text there.
///
/// @param label such as `PUBLIC KEY`
/// @param body the text between its lines
public record PemBlock(String label, String body) {

  private static final String BEGIN = "-----BEGIN ";
  private static final String DASHES = "-----";
  private static final Pattern LABEL = Pattern.compile("[A-Z0-9 ]{1,40}");

  /// Finds all complete blocks of a text.
  public static List<PemBlock> all(byte[] text) {
    String pem = new String(text, StandardCharsets.ISO_8859_1);
    List<PemBlock> blocks = new ArrayList<>();
    int begin = pem.indexOf(BEGIN);
    while (begin >= 0) {
      int labelEnd = pem.indexOf(DASHES, begin + BEGIN.length());
      int end = labelEnd < 0 ? -1 : pem.indexOf(DASHES, labelEnd + DASHES.length());
      if (end < 0) {
        break;
      }
      String label = pem.substring(begin + BEGIN.length(), labelEnd);
      if (!LABEL.matcher(label).matches()) {
        end = labelEnd;
      } else if (pem.startsWith("-----END " + label + DASHES, end)) {
        blocks.add(new PemBlock(label, pem.substring(labelEnd + DASHES.length(), end)));
        end += DASHES.length();
      }
      begin = pem.indexOf(BEGIN, end);
    }
    return blocks;
  }

  /// Encodes one block.
  public static String write(String label, byte[] der) {
    return BEGIN
        + label
        + "-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }

  /// Decodes the content.
  ///
  /// @throws KeyAccessException.Malformed if it is not base64, or has legacy PEM headers
  public byte[] bytes() throws KeyAccessException {
    if (body.indexOf(':') >= 0) {
      throw new KeyAccessException.Malformed(
          "the key uses legacy PEM encryption; convert it with `openssl pkcs8 -topk8 -in FILE -out"
              + " NEW`");
    }
    try {
      return Base64.getDecoder().decode(body.replaceAll("[ \t\r\n]", ""));
    } catch (IllegalArgumentException notBase64) {
      throw new KeyAccessException.Malformed("the content of a block is not base64");
    }
  }

  /// Prints only the label: the rest may be secret.
  @Override
  public String toString() {
    return label;
  }
}
