package dev.redoubt.signing.internal;

import dev.redoubt.json.StrictJson;
import dev.redoubt.signing.refusal.RefusedException;
import tools.jackson.databind.JsonNode;

/// Reads the JSON of signatures strictly, with the name of the document in error messages.
public final class SignedJson {

  /// A signature of 400,000 files has 60 MB; more is somebody's attack on memory.
  public static final int MAX_BYTES = 96 << 20;

  /// Bundles have 6 levels; the parameters of a build are somebody's own and rarely have 10.
  private static final int MAX_DEPTH = 64;

  /// A bundle with ten certificates has some 80. It is read before anybody's signature is known,
  /// and 96 MB of empty objects would take gigabytes as a tree.
  private static final int MAX_UNSIGNED_TOKENS = 1_000;

  private static final StrictJson SIGNED =
      new StrictJson(new StrictJson.Limits(MAX_BYTES, MAX_DEPTH));

  private static final StrictJson UNSIGNED =
      new StrictJson(new StrictJson.Limits(MAX_BYTES, MAX_DEPTH, MAX_UNSIGNED_TOKENS));

  private SignedJson() {}

  /// Reads one value that nobody has vouched for yet, and that is small but for its texts.
  ///
  /// @param what the document, as a message names it: `the bundle`
  public static JsonNode readUnsigned(byte[] bytes, String what) throws RefusedException {
    return read(UNSIGNED, bytes, what);
  }

  /// Reads one value.
  ///
  /// @param what the document, as a message names it: `the statement`
  public static JsonNode read(byte[] bytes, String what) throws RefusedException {
    return read(SIGNED, bytes, what);
  }

  private static JsonNode read(StrictJson json, byte[] bytes, String what) throws RefusedException {
    return switch (json.read(bytes)) {
      case StrictJson.Result.Read(JsonNode value) -> value;
      case StrictJson.Result.Refused(String why) -> throw new RefusedException(what + " " + why);
    };
  }
}
