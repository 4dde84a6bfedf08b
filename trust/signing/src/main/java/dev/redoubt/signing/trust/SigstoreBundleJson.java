package dev.redoubt.signing.trust;

import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.internal.SignedJson;
import dev.redoubt.signing.internal.StrictBase64;
import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes bundles in JSON: the JSON form of `sigstore_bundle.proto`, limited to
/// signatures by keys and by certificates.
public final class SigstoreBundleJson {

  /// Chains of public authorities have up to 4; a longer one only costs time.
  private static final int MAX_CERTIFICATES = 10;

  private static final Set<String> KEY_DETAILS =
      Set.of("PKIX_ECDSA_P256_SHA_256", "PKIX_ECDSA_P384_SHA_384", "PKIX_ECDSA_P521_SHA_512");

  private SigstoreBundleJson() {}

  /// Reads a bundle; see [SigstoreBundle#read].
  public static SigstoreBundle read(byte[] json) throws RefusedException {
    JsonNode root = SignedJson.readUnsigned(json, "the bundle");
    StrictJsonObject bundle =
        StrictJsonObject.of(
            root, "bundle", Set.of("mediaType", "verificationMaterial", "dsseEnvelope"));
    bundle.exactly("mediaType", SigstoreBundle.MEDIA_TYPE);
    VerificationMaterial material = material(bundle.node("verificationMaterial"));
    StrictJsonObject envelope =
        StrictJsonObject.of(
            bundle.node("dsseEnvelope"),
            "dsseEnvelope",
            Set.of("payload", "payloadType", "signatures"));
    envelope.exactly("payloadType", SigstoreBundle.IN_TOTO);
    byte[] payload = envelope.bytes("payload");
    return new SigstoreBundle(material, SigstoreBundle.IN_TOTO, payload, signature(envelope));
  }

  private static byte[] signature(StrictJsonObject envelope) throws RefusedException {
    List<JsonNode> signatures = envelope.list("signatures");
    if (signatures.size() != 1) {
      throw new RefusedException(
          "`dsseEnvelope.signatures` has " + signatures.size() + " signatures; expected 1");
    }
    StrictJsonObject signature =
        StrictJsonObject.of(
            signatures.getFirst(), "dsseEnvelope.signatures[0]", Set.of("sig", "keyid"));
    // No signature covers it, so that nothing is decided by it.
    signature.optionalText("keyid");
    return signature.bytes("sig");
  }

  private static VerificationMaterial material(@Nullable JsonNode node) throws RefusedException {
    StrictJsonObject material =
        StrictJsonObject.of(
            node,
            "verificationMaterial",
            Set.of(
                "publicKey",
                "x509CertificateChain",
                "certificate",
                "tlogEntries",
                "timestampVerificationData"));
    refuseEvidence(material);
    if (material.has("certificate")) {
      throw new RefusedException(
          "keyless Sigstore signatures (`verificationMaterial.certificate`) are not"
              + " supported; sign with a key or with a certificate chain");
    }
    if (material.has("publicKey") == material.has("x509CertificateChain")) {
      throw new RefusedException(
          "`verificationMaterial` must have either `publicKey` or `x509CertificateChain`");
    }
    return material.has("publicKey")
        ? key(material.node("publicKey"))
        : chain(material.node("x509CertificateChain"));
  }

  /// What proves a time would have to be verified, or it must not be there.
  private static void refuseEvidence(StrictJsonObject material) throws RefusedException {
    if (!material.list("tlogEntries").isEmpty()) {
      throw new RefusedException(
          "transparency log entries (`verificationMaterial.tlogEntries`) are not" + " supported");
    }
    if (material.has("timestampVerificationData")) {
      String where = "verificationMaterial.timestampVerificationData";
      StrictJsonObject data =
          StrictJsonObject.of(
              material.node("timestampVerificationData"), where, Set.of("rfc3161Timestamps"));
      if (!data.list("rfc3161Timestamps").isEmpty()) {
        throw new RefusedException("`" + where + "` has timestamps, which are not supported");
      }
    }
  }

  private static VerificationMaterial key(@Nullable JsonNode node) throws RefusedException {
    StrictJsonObject key =
        StrictJsonObject.of(
            node, "verificationMaterial.publicKey", Set.of("hint", "rawBytes", "keyDetails"));
    if (key.has("hint") == key.has("rawBytes")) {
      throw new RefusedException(
          "`verificationMaterial.publicKey` must have either `hint` or `rawBytes`");
    }
    if (key.has("keyDetails") && !KEY_DETAILS.contains(key.text("keyDetails"))) {
      throw new RefusedException(
          "`verificationMaterial.publicKey.keyDetails` is `"
              + QuotedText.shown(key.text("keyDetails"))
              + "`, which is not accepted");
    }
    return key.has("hint")
        ? new VerificationMaterial.Key(key.text("hint"), null)
        : new VerificationMaterial.Key(null, pem(key.bytes("rawBytes")));
  }

  /// Compared with the text of a key that the verifier has, and never used by itself.
  private static String pem(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static VerificationMaterial chain(@Nullable JsonNode node) throws RefusedException {
    String where = "verificationMaterial.x509CertificateChain";
    List<JsonNode> certificates =
        StrictJsonObject.of(node, where, Set.of("certificates")).list("certificates");
    if (certificates.isEmpty() || certificates.size() > MAX_CERTIFICATES) {
      throw new RefusedException(
          "`" + where + ".certificates` must have 1 to " + MAX_CERTIFICATES + " certificates");
    }
    List<byte[]> chain = new ArrayList<>();
    for (JsonNode each : certificates) {
      String place = where + ".certificates[" + chain.size() + "]";
      chain.add(StrictJsonObject.of(each, place, Set.of("rawBytes")).bytes("rawBytes"));
    }
    return new VerificationMaterial.Certificates(chain);
  }

  /// The JSON of a bundle, one line, as the reference implementation orders it.
  public static String write(SigstoreBundle bundle) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    ObjectNode root = json.objectNode();
    root.put("mediaType", SigstoreBundle.MEDIA_TYPE);
    ObjectNode material = root.putObject("verificationMaterial");
    switch (bundle.material()) {
      case VerificationMaterial.Key key -> write(key, material.putObject("publicKey"));
      case VerificationMaterial.Certificates chain -> {
        ArrayNode list = material.putObject("x509CertificateChain").putArray("certificates");
        chain.chain().forEach(each -> list.addObject().put("rawBytes", StrictBase64.encode(each)));
      }
    }
    material.putArray("tlogEntries");
    ObjectNode envelope = root.putObject("dsseEnvelope");
    envelope.put("payload", StrictBase64.encode(bundle.payload()));
    envelope.put("payloadType", bundle.payloadType());
    envelope
        .putArray("signatures")
        .addObject()
        .put("sig", StrictBase64.encode(bundle.signature()))
        .put("keyid", "");
    return root.toString();
  }

  private static void write(VerificationMaterial.Key key, ObjectNode out) {
    String pem = key.pem();
    if (pem == null) {
      out.put("hint", key.hint());
    } else {
      out.put("rawBytes", StrictBase64.encode(pem.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
