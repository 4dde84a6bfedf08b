package dev.redoubt.keys.local;

import dev.redoubt.keys.KeyInfo;
import dev.redoubt.keys.KeyState;
import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.keys.material.KeyType;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What a keystore stores about a key, except its material.
///
/// @param releasePolicy null for a key that is not confidential
record KeyRecord(
    String name, KeyType type, @Nullable String releasePolicy, List<Version> versions) {

  private static final JsonMapper JSON = new JsonMapper();

  /// A version of the key.
  ///
  /// @param publicKey SubjectPublicKeyInfo; empty for an encryption key
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Version(int number, Instant created, KeyState state, byte[] publicKey) {

    Version in(KeyState other) {
      return new Version(number, created, other, publicKey);
    }
  }

  KeyRecord {
    versions = List.copyOf(versions);
  }

  KeyRecord plus(Version version) {
    List<Version> all = new ArrayList<>(versions);
    all.add(version);
    return new KeyRecord(name, type, releasePolicy, all);
  }

  KeyRecord map(UnaryOperator<Version> change) {
    return new KeyRecord(name, type, releasePolicy, versions.stream().map(change).toList());
  }

  Version version(@Nullable String number) throws KeyAccessException {
    if (number == null) {
      return versions.getLast();
    }
    return versions.stream()
        .filter(each -> Integer.toString(each.number()).equals(number))
        .findFirst()
        .orElseThrow(
            () ->
                new KeyAccessException.NotFound(
                    "key `local:" + name + "` has no version `" + number + "`"));
  }

  /// A version that can be used.
  ///
  /// @param number null for the current version
  /// @throws KeyAccessException.Disabled if the version is disabled
  /// @throws KeyAccessException.Destroyed if the version is destroyed
  Version usable(@Nullable String number) throws KeyAccessException {
    Version version = version(number);
    return switch (version.state()) {
      case KeyState.Enabled _ -> version;
      case KeyState.Disabled _ ->
          throw new KeyAccessException.Disabled(
              "key `local:"
                  + name
                  + "/"
                  + version.number()
                  + "` is disabled; `redoubt model key enable` enables it");
      case KeyState.Destroyed _ -> throw destroyed(version);
    };
  }

  /// The exception for a destroyed version.
  KeyAccessException destroyed(Version version) {
    return new KeyAccessException.Destroyed(
        "local:" + name + "/" + version.number(),
        version.state() instanceof KeyState.Destroyed(Instant time) ? time : null);
  }

  KeyInfo info() {
    return new KeyInfo(
        "local:" + name,
        name,
        type,
        releasePolicy != null,
        versions.stream()
            .map(
                each ->
                    new KeyInfo.Version(
                        Integer.toString(each.number()), each.created(), each.state()))
            .toList());
  }

  byte[] json() {
    ObjectNode root = JSON.createObjectNode();
    root.put("form", 1).put("name", name).put("type", type.title());
    if (releasePolicy != null) {
      root.put("releasePolicy", releasePolicy);
    }
    ArrayNode list = root.putArray("versions");
    for (Version each : versions) {
      ObjectNode version = list.addObject();
      version.put("version", each.number()).put("created", each.created().toString());
      switch (each.state()) {
        case KeyState.Enabled _ -> version.put("state", "enabled");
        case KeyState.Disabled _ -> version.put("state", "disabled");
        case KeyState.Destroyed(Instant time) ->
            version.put("state", "destroyed").put("destroyed", String.valueOf(time));
      }
      if (each.publicKey().length > 0) {
        version.put("public", Base64.getEncoder().encodeToString(each.publicKey()));
      }
    }
    return JSON.writeValueAsString(root).getBytes(StandardCharsets.UTF_8);
  }

  /// Parses the output of [#json()], which must already be authenticated.
  static KeyRecord of(byte[] json) throws KeyAccessException {
    try {
      JsonNode root = JSON.readTree(json);
      String type = root.path("type").asString("");
      List<Version> versions = new ArrayList<>();
      for (JsonNode each : root.path("versions")) {
        versions.add(
            new Version(
                each.path("version").asInt(),
                Instant.parse(each.path("created").asString("")),
                state(each),
                Base64.getDecoder().decode(each.path("public").asString(""))));
      }
      JsonNode policy = root.path("releasePolicy");
      return new KeyRecord(
          root.path("name").asString(""),
          Arrays.stream(KeyType.values())
              .filter(known -> known.title().equals(type))
              .findFirst()
              .orElseThrow(),
          policy.isString() ? policy.asString() : null,
          versions);
    } catch (JacksonException | DateTimeException | IllegalArgumentException wrong) {
      throw new KeyAccessException.Malformed("the key description is invalid");
    } catch (java.util.NoSuchElementException newer) {
      throw new KeyAccessException.Malformed(
          "the key has a type that this version of Redoubt does not support");
    }
  }

  private static KeyState state(JsonNode version) {
    return switch (version.path("state").asString("")) {
      case "enabled" -> new KeyState.Enabled();
      case "disabled" -> new KeyState.Disabled();
      case "destroyed" ->
          new KeyState.Destroyed(Instant.parse(version.path("destroyed").asString("")));
      default -> throw new IllegalArgumentException("state");
    };
  }
}
