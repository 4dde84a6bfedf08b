package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.Detection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/// Detects pickles inside values, as bytes, in base64 or in hexadecimal digits. Loading does not
/// run them; a program that unpickles them does.
final class EmbeddedPickles {

  /// `\x80 \x04 N .` and shorter pickles import nothing.
  static final int SHORTEST = 8;

  private EmbeddedPickles() {}

  /// Whether a text may be an encoded pickle by its first character: both encodings of `\x80`.
  static boolean mayBeginText(int first) {
    return first == 'g' || first == '8';
  }

  static void lookIntoText(byte[] text, PickleContext context, long offset) throws IOException {
    String digits = new String(text, StandardCharsets.ISO_8859_1);
    try {
      if (digits.startsWith("gA")) {
        lookInto(Base64.getMimeDecoder().decode(digits), context, offset);
      } else if (digits.startsWith("800")) {
        lookInto(HexFormat.of().parseHex(digits), context, offset);
      }
    } catch (IllegalArgumentException _) {
      // It only resembled one.
    }
  }

  static void lookInto(byte[] bytes, PickleContext context, long offset) throws IOException {
    if (context.isDeepest() || !beginsLikePickle(bytes)) {
      return;
    }
    List<Detection> found = new ArrayList<>();
    PickleFindings findings =
        new PickleFindings(context.place().member("value at offset " + offset), found::add);
    PickleContext inner = context.inside(findings);
    boolean whole = true;
    try {
      new PickleMachine(
              new PickleInput(new ByteArrayInputStream(bytes)), inner, PickleMachine.Reading.ANY)
          .run();
    } catch (BrokenPickle _) {
      whole = false;
    }
    findings.finish();
    for (Detection detection : found) {
      if (whole || detection.rule() == PickleRule.DANGEROUS_IMPORT) {
        context
            .findings()
            .report(
                PickleRule.EMBEDDED,
                offset,
                "value",
                "a value is itself a pickle: " + detection.message());
        return;
      }
    }
  }

  /// Recognizes protocol 2 and later by their marker, earlier ones if they begin with an import.
  private static boolean beginsLikePickle(byte[] bytes) {
    if (bytes.length < SHORTEST) {
      return false;
    }
    int first = bytes[0] & 0xff;
    return (first == PickleOpcode.PROTO && bytes[1] >= 0 && bytes[1] <= 5)
        || (first == PickleOpcode.GLOBAL && (Character.isLetter(bytes[1]) || bytes[1] == '_'));
  }
}
