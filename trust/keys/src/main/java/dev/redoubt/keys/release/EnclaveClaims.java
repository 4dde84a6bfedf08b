package dev.redoubt.keys.release;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Reads the claims about an enclave from a token of Microsoft Azure Attestation, and checks those
/// that every policy requires.
///
/// Source: "Azure Attestation claim sets" of Microsoft. A virtual machine has a token of type
/// `azurevm` with the hardware's claims under `x-ms-isolation-tee`; a confidential container or the
/// bare hardware has them at the top.
final class EnclaveClaims {

  private static final String TYPE = "x-ms-attestation-type";
  private static final String TEE = "x-ms-isolation-tee";

  /// Keys of 1,024 bits are not secure.
  private static final int MIN_BITS = 2048;

  /// The claims of the hardware are nested one or two objects deep.
  private static final int MAX_DEPTH = 8;

  /// The required value of each flag.
  private static final Map<String, Boolean> FLAGS =
      Map.of(
          "x-ms-sevsnpvm-is-debuggable", false,
          "tdx_td_attributes_debug", false,
          "x-ms-sgx-is-debuggable", false,
          "is-debuggable", false,
          "x-ms-azurevm-bootdebug-enabled", false,
          "x-ms-azurevm-hypervisordebug-enabled", false,
          "x-ms-azurevm-kerneldebug-enabled", false,
          "x-ms-azurevm-debuggersdisabled", true);

  private final JsonNode claims;

  EnclaveClaims(JsonNode claims) {
    this.claims = claims;
  }

  /// Refuses an enclave that can be debugged, and one that does not attest whether it can be.
  void checkNotDebuggable() throws KeyAccessException {
    String type = claims.path(TYPE).asString("");
    String where = "";
    if (type.equals("azurevm")) {
      where = TEE + ".";
      type = ClaimPaths.find(claims, where + TYPE).asString("");
    }
    String flag =
        where
            + switch (type) {
              case "sevsnpvm" -> "x-ms-sevsnpvm-is-debuggable";
              case "tdxvm" -> "tdx_td_attributes_debug";
              case "sgx" -> "x-ms-sgx-is-debuggable";
              default ->
                  throw new KeyAccessException.Refused(
                      "the token attests `"
                          + type
                          + "` in claim `"
                          + where
                          + TYPE
                          + "`; supported are `sevsnpvm`, `tdxvm` and `sgx`");
            };
    if (!ClaimPaths.find(claims, flag).isBoolean()) {
      throw new KeyAccessException.Refused(
          "the token has no boolean claim `"
              + flag
              + "`, which tells whether the enclave can be debugged");
    }
    refuseFlags(claims, "", 0);
  }

  /// Refuses if any of these flags, at any place, does not have its required value, whatever
  /// hardware it belongs to.
  private static void refuseFlags(JsonNode node, String where, int depth)
      throws KeyAccessException {
    for (var each : node.properties()) {
      String name = each.getKey();
      JsonNode value = each.getValue();
      boolean good =
          !FLAGS.containsKey(name)
              || (value.isBoolean() && FLAGS.get(name).equals(value.booleanValue()));
      if (name.equals("dbgstat")) {
        good = value.asString("").startsWith("disabled");
      }
      if (!good) {
        throw new KeyAccessException.Refused(
            "the enclave can be debugged: claim `" + where + name + "` is `" + value + "`");
      }
      if (value.isObject() && depth < MAX_DEPTH) {
        refuseFlags(value, where + name + ".", depth + 1);
      }
    }
  }

  /// The nonce of the token. If it occurs in several places, all must be equal; below
  /// `client-payload`, the service writes it in base64.
  String nonce() throws KeyAccessException {
    List<String> found = new ArrayList<>();
    for (String path :
        List.of("nonce", "x-ms-runtime.nonce", "x-ms-runtime.client-payload.nonce")) {
      JsonNode node = ClaimPaths.find(claims, path);
      if (node.isString()) {
        found.add(path.contains("client-payload") ? decoded(node.asString()) : node.asString());
      }
    }
    if (found.isEmpty() || !found.stream().allMatch(found.getFirst()::equals)) {
      throw new KeyAccessException.Refused(
          found.isEmpty()
              ? "the token has no nonce, so a replay cannot be ruled out"
              : "the token has several different nonces");
    }
    return found.getFirst();
  }

  private static String decoded(String text) {
    try {
      String decoded = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
      return decoded.length() == 43 ? decoded : text;
    } catch (IllegalArgumentException asItIs) {
      return text;
    }
  }

  /// The only encryption key in `x-ms-runtime.keys`.
  RSAPublicKey encryptionKey() throws KeyAccessException {
    List<JsonNode> found = new ArrayList<>();
    for (JsonNode each : ClaimPaths.find(claims, "x-ms-runtime.keys")) {
      if (each.isObject() && encrypts(each)) {
        found.add(each);
      }
    }
    if (found.size() != 1) {
      throw new KeyAccessException.Refused(
          "the token has "
              + found.size()
              + " encryption keys in claim `x-ms-runtime.keys`; expected 1");
    }
    try {
      RSAPublicKey key = RSAKey.parse(found.getFirst().toString()).toRSAPublicKey();
      if (key.getModulus().bitLength() >= MIN_BITS && key.getModulus().bitLength() % 8 == 0) {
        return key;
      }
    } catch (ParseException | JOSEException | RuntimeException wrong) {
      throw new KeyAccessException.Refused("the enclave's key is not a valid RSA key");
    }
    throw new KeyAccessException.Refused(
        "the enclave's RSA key must be a whole number of bytes, at least " + MIN_BITS + " bits");
  }

  private static boolean encrypts(JsonNode key) {
    if (key.path("use").asString("").equals("enc")) {
      return true;
    }
    for (JsonNode each : key.path("key_ops")) {
      if (Set.of("encrypt", "wrapKey").contains(each.asString(""))) {
        return true;
      }
    }
    return false;
  }
}
