package dev.redoubt.keys.release;

import dev.redoubt.json.StrictJson;
import dev.redoubt.keys.material.KeyAccessException;
import tools.jackson.databind.JsonNode;

/// Reads the JSON documents that decide on a key release, strictly.
final class ReleaseJson {

  /// Attestation claims can have about ten levels.
  private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(16 << 20, 500));

  private ReleaseJson() {}

  /// Reads one object.
  ///
  /// @param what name of the document, for messages
  static JsonNode object(String what, byte[] bytes) throws KeyAccessException {
    return switch (JSON.read(bytes)) {
      case StrictJson.Result.Read(JsonNode value) when value.isObject() -> value;
      case StrictJson.Result.Read _ ->
          throw new KeyAccessException.Malformed(what + " is not a JSON object");
      case StrictJson.Result.Refused(String why) ->
          throw new KeyAccessException.Malformed(what + " " + why);
    };
  }
}
