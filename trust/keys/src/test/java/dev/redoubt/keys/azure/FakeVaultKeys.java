package dev.redoubt.keys.azure;

import dev.redoubt.keys.material.SecretBytes;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// The keys of a [FakeKeyVault], and what the service does with them.
final class FakeVaultKeys {

  private static final JsonMapper JSON = new JsonMapper();

  /// An answer that is an error.
  static final class Failure extends RuntimeException {
    private static final long serialVersionUID = 1;
    final int status;
    final String code;

    Failure(int status, String code, String message) {
      super(message);
      this.status = status;
      this.code = code;
    }
  }

  private static final class Version {
    final String id;
    final String kty;
    final String curve;
    final @Nullable KeyPair pair;
    final byte[] aes;
    final JsonNode policy;
    final Instant created;
    boolean enabled = true;
    Instant from = Instant.EPOCH;
    @Nullable Instant until;

    Version(String kty, JsonNode request, int number) throws GeneralSecurityException {
      this.id = "%032x".formatted(number);
      this.kty = kty;
      this.curve = request.path("crv").asString("P-256");
      this.policy = request.path("release_policy");
      this.created = Instant.now().plusSeconds(number);
      boolean symmetric = kty.startsWith("oct");
      this.aes = symmetric ? SecretBytes.random(32).reveal(byte[]::clone) : new byte[0];
      this.pair = symmetric ? null : pair(kty, request, number);
    }

    KeyPair pair() {
      return Objects.requireNonNull(pair);
    }

    private KeyPair pair(String kty, JsonNode request, int number) throws GeneralSecurityException {
      if (kty.startsWith("RSA")) {
        return RSA_PAIRS.computeIfAbsent(
            new RsaPair(request.path("key_size").asInt(2048), number), RsaPair::make);
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp" + curve.substring(2) + "r1"));
      return generator.generateKeyPair();
    }
  }

  /// The pairs that all vaults of a test run share, since one takes up to a second to make: those
  /// of one vault differ.
  private static final Map<RsaPair, KeyPair> RSA_PAIRS = new ConcurrentHashMap<>();

  private record RsaPair(int bits, int number) {

    KeyPair make() {
      try {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
      } catch (GeneralSecurityException impossible) {
        throw new IllegalStateException(impossible);
      }
    }
  }

  private final String vault;
  private final boolean managedHsm;
  private final Map<String, SequencedMap<String, Version>> keys = new TreeMap<>();
  private final Map<String, SequencedMap<String, Version>> deleted = new TreeMap<>();
  private int made;

  FakeVaultKeys(String vault, boolean managedHsm) {
    this.vault = vault;
    this.managedHsm = managedHsm;
  }

  JsonNode answer(String method, String path, JsonNode request) {
    String[] parts = path.substring(1).split("/");
    try {
      return switch (parts[0]) {
        case "keys" -> parts.length == 1 ? list() : key(method, parts, request);
        case "deletedkeys" -> deletedKey(method, parts[1]);
        default -> throw new Failure(404, "NotFound", path);
      };
    } catch (GeneralSecurityException wrong) {
      throw new Failure(400, "BadParameter", "the value is not valid: " + wrong.getMessage());
    }
  }

  private JsonNode key(String method, String[] parts, JsonNode request)
      throws GeneralSecurityException {
    String name = parts[1];
    String last = parts[parts.length - 1];
    if (method.equals("POST") && last.equals("create")) {
      return create(name, request.path("kty").asString(), request);
    }
    if (method.equals("POST") && last.equals("rotate")) {
      Version old = current(name);
      ObjectNode again = JSON.createObjectNode();
      again.put("crv", old.curve).put("key_size", 2048);
      again.set("release_policy", old.policy);
      return create(name, old.kty, again);
    }
    if (method.equals("GET") && last.equals("versions")) {
      return listed(versions(name));
    }
    if (method.equals("DELETE")) {
      deleted.put(name, versions(name));
      keys.remove(name);
      return deletedBundle(name);
    }
    Version version = parts.length > 2 ? version(name, parts[2]) : current(name);
    return switch (method) {
      case "GET" -> bundle(name, version);
      case "PATCH" -> {
        version.enabled = request.path("attributes").path("enabled").asBoolean(version.enabled);
        yield bundle(name, version);
      }
      default -> operation(name, version, last, request);
    };
  }

  private JsonNode create(String name, String kty, JsonNode request)
      throws GeneralSecurityException {
    if (deleted.containsKey(name)) {
      throw new Failure(409, "Conflict", "key is currently in a deleted but recoverable state");
    }
    if (kty.startsWith("oct") && !managedHsm) {
      throw new Failure(400, "BadParameter", "kty oct is not supported");
    }
    Version version = new Version(kty, request, ++made);
    keys.computeIfAbsent(name, _ -> new LinkedHashMap<>()).put(version.id, version);
    return bundle(name, version);
  }

  private SequencedMap<String, Version> versions(String name) {
    SequencedMap<String, Version> versions = keys.get(name);
    if (versions == null) {
      throw new Failure(404, "KeyNotFound", "A key with (name/id) " + name + " was not found");
    }
    return versions;
  }

  private Version current(String name) {
    return versions(name).lastEntry().getValue();
  }

  private Version version(String name, String id) {
    Version version = versions(name).get(id);
    if (version == null) {
      throw new Failure(404, "KeyNotFound", "A key version " + id + " was not found");
    }
    return version;
  }

  private JsonNode list() {
    ObjectNode root = JSON.createObjectNode();
    var values = root.putArray("value");
    keys.forEach((name, versions) -> values.add(item(name, null, versions.lastEntry().getValue())));
    return root;
  }

  private JsonNode listed(SequencedMap<String, Version> versions) {
    ObjectNode root = JSON.createObjectNode();
    var values = root.putArray("value");
    String name =
        keys.entrySet().stream()
            .filter(each -> each.getValue().equals(versions))
            .findFirst()
            .orElseThrow()
            .getKey();
    versions.values().forEach(each -> values.add(item(name, each.id, each)));
    return root;
  }

  private ObjectNode item(String name, @Nullable String id, Version version) {
    ObjectNode item = JSON.createObjectNode();
    item.put("kid", vault + "/keys/" + name + (id == null ? "" : "/" + id));
    item.set("attributes", attributes(version));
    return item;
  }

  /// Sets when a key can be used.
  void limit(String name, Instant from, Instant until) {
    current(name).from = from;
    current(name).until = until;
  }

  private ObjectNode attributes(Version version) {
    ObjectNode attributes = JSON.createObjectNode();
    if (version.until != null) {
      attributes.put("nbf", version.from.getEpochSecond());
      attributes.put("exp", version.until.getEpochSecond());
    }
    return attributes
        .put("enabled", version.enabled)
        .put("created", version.created.getEpochSecond())
        .put("updated", version.created.getEpochSecond())
        .put("recoveryLevel", "Recoverable+Purgeable")
        .put("exportable", version.policy.isObject());
  }

  private ObjectNode bundle(String name, Version version) {
    ObjectNode root = JSON.createObjectNode();
    ObjectNode key = root.putObject("key");
    key.put("kid", vault + "/keys/" + name + "/" + version.id).put("kty", version.kty);
    var operations = key.putArray("key_ops");
    for (String each :
        version.kty.startsWith("EC")
            ? new String[] {"sign", "verify"}
            : new String[] {"encrypt", "decrypt", "wrapKey", "unwrapKey"}) {
      operations.add(each);
    }
    if (version.pair != null && version.pair.getPublic() instanceof RSAPublicKey rsa) {
      key.put("n", text(unsigned(rsa.getModulus(), 0)));
      key.put("e", text(unsigned(rsa.getPublicExponent(), 0)));
    } else if (version.pair != null && version.pair.getPublic() instanceof ECPublicKey ec) {
      int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
      key.put("crv", version.curve);
      key.put("x", text(unsigned(ec.getW().getAffineX(), size)));
      key.put("y", text(unsigned(ec.getW().getAffineY(), size)));
    }
    root.set("attributes", attributes(version));
    if (version.policy.isObject()) {
      root.set("release_policy", version.policy);
    }
    return root;
  }

  private static byte[] unsigned(BigInteger number, int size) {
    byte[] bytes = number.toByteArray();
    int length = size == 0 ? (number.bitLength() + 7) / 8 : size;
    byte[] fixed = new byte[length];
    int copied = Math.min(length, bytes.length);
    System.arraycopy(bytes, bytes.length - copied, fixed, length - copied, copied);
    return fixed;
  }

  private JsonNode deletedKey(String method, String name) {
    if (!deleted.containsKey(name)) {
      throw new Failure(404, "KeyNotFound", "A deleted key " + name + " was not found");
    }
    if (method.equals("DELETE")) {
      deleted.remove(name);
      return MissingNode.getInstance();
    }
    return deletedBundle(name);
  }

  private JsonNode deletedBundle(String name) {
    ObjectNode bundle =
        bundle(name, Objects.requireNonNull(deleted.get(name)).lastEntry().getValue());
    return bundle
        .put("recoveryId", vault + "/deletedkeys/" + name)
        .put("deletedDate", Instant.now().getEpochSecond())
        .put("scheduledPurgeDate", Instant.now().plusSeconds(7_776_000).getEpochSecond());
  }

  private JsonNode operation(String name, Version version, String operation, JsonNode request)
      throws GeneralSecurityException {
    if (!version.enabled) {
      throw new Failure(403, "Forbidden", "Operation is not allowed on a disabled key.");
    }
    Instant until = version.until;
    if (until != null
        && List.of("wrapkey", "encrypt", "sign").contains(operation)
        && (Instant.now().isBefore(version.from) || Instant.now().isAfter(until))) {
      throw new Failure(403, "Forbidden", "Operation is not allowed on an expired key.");
    }
    ObjectNode answer = JSON.createObjectNode();
    answer.put("kid", vault + "/keys/" + name + "/" + version.id);
    switch (operation) {
      case "wrapkey" -> answer.put("value", text(rsa(Cipher.ENCRYPT_MODE, version, request)));
      case "unwrapkey" -> answer.put("value", text(rsa(Cipher.DECRYPT_MODE, version, request)));
      case "encrypt" -> encrypt(version, request, answer);
      case "decrypt" -> answer.put("value", text(decrypt(version, request)));
      case "sign" -> answer.put("value", text(sign(version, request)));
      case "release" -> {
        if (!version.policy.isObject()) {
          throw new Failure(400, "BadParameter", "the key has no release policy");
        }
        answer.removeAll();
        answer.put("value", "released." + request.path("enc").asString() + ".jws");
      }
      default -> throw new Failure(404, "NotFound", operation);
    }
    return answer;
  }

  private static byte[] rsa(int mode, Version version, JsonNode request)
      throws GeneralSecurityException {
    if (!request.path("alg").asString().equals("RSA-OAEP-256")) {
      throw new Failure(400, "BadParameter", "alg");
    }
    Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
    cipher.init(
        mode,
        mode == Cipher.ENCRYPT_MODE ? version.pair().getPublic() : version.pair().getPrivate(),
        new OAEPParameterSpec(
            "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
    return cipher.doFinal(bytes(request, "value"));
  }

  private static void encrypt(Version version, JsonNode request, ObjectNode answer)
      throws GeneralSecurityException {
    byte[] nonce = SecretBytes.random(12).reveal(byte[]::clone);
    byte[] sealed =
        gcm(Cipher.ENCRYPT_MODE, version, request, nonce).doFinal(bytes(request, "value"));
    answer.put("value", text(Arrays.copyOf(sealed, sealed.length - 16)));
    answer.put("iv", text(nonce));
    answer.put("tag", text(Arrays.copyOfRange(sealed, sealed.length - 16, sealed.length)));
    answer.put("aad", text(bytes(request, "aad")));
  }

  private static byte[] decrypt(Version version, JsonNode request) throws GeneralSecurityException {
    Cipher cipher = gcm(Cipher.DECRYPT_MODE, version, request, bytes(request, "iv"));
    cipher.update(bytes(request, "value"));
    return cipher.doFinal(bytes(request, "tag"));
  }

  private static Cipher gcm(int mode, Version version, JsonNode request, byte[] nonce)
      throws GeneralSecurityException {
    if (!request.path("alg").asString().equals("A256GCM")) {
      throw new Failure(400, "BadParameter", "alg");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, new SecretKeySpec(version.aes, "AES"), new GCMParameterSpec(128, nonce));
    cipher.updateAAD(bytes(request, "aad"));
    return cipher;
  }

  /// The service signs a digest, and answers with both integers one behind the other.
  private static byte[] sign(Version version, JsonNode request) throws GeneralSecurityException {
    byte[] digest = bytes(request, "value");
    int size = request.path("alg").asString().equals("ES256") ? 32 : 48;
    if (digest.length != size) {
      throw new Failure(400, "BadParameter", "the digest has the wrong length");
    }
    Signature signature = Signature.getInstance("NONEwithECDSAinP1363Format");
    signature.initSign(version.pair().getPrivate());
    signature.update(digest);
    return signature.sign();
  }

  private static byte[] bytes(JsonNode request, String name) {
    return Base64.getUrlDecoder().decode(request.path(name).asString(""));
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
