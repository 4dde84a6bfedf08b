package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.Sha256;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.TrustRoots;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/// A model in a folder, and signatures of it, also such as nobody should make.
final class SignedModel {

  final Path folder;
  final TestKey key = TestKey.make();

  SignedModel(Path folder) {
    this.folder = folder;
  }

  SignedModel file(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
    return this;
  }

  byte[] sign() throws Exception {
    return sign(HashMethod.FILES);
  }

  byte[] sign(HashMethod method) throws Exception {
    return ModelSigner.sign(folder, EnvelopeSigner.withKey(key), method, HashScope.DEFAULT)
        .bundle()
        .toJson();
  }

  /// A bundle with a payload of somebody's own, rightly signed.
  byte[] forge(String payload) throws Exception {
    return EnvelopeSigner.withKey(key).signModel(payload.getBytes(StandardCharsets.UTF_8)).toJson();
  }

  /// The payload of a bundle.
  static String payload(byte[] bundle) throws Exception {
    return new String(SigstoreBundle.read(bundle).payload(), StandardCharsets.UTF_8);
  }

  VerificationResult verify(byte[] bundle) {
    return verify(bundle, HashScope.DEFAULT);
  }

  VerificationResult verify(byte[] bundle, HashScope scope) {
    return ModelVerifier.of(TrustRoots.Keys.of(key.publicKey()), scope).verify(folder, bundle);
  }

  /// Why it is refused, each reason a line; `verified` where it is not.
  String refusal(byte[] bundle) {
    return words(verify(bundle));
  }

  static String words(VerificationResult verification) {
    return switch (verification) {
      case VerificationResult.Verified _ -> "verified";
      case VerificationResult.Refused refused ->
          String.join("\n", refused.reasons().stream().map(RefusalReason::toString).toList());
    };
  }

  static String sha256(String content) {
    return ResourceDigest.of(Sha256.of(content.getBytes(StandardCharsets.UTF_8))).hex();
  }

  /// A payload with those resources, in that order, and the digest that fits.
  static String payload(String serialization, List<String> resources, List<String> digests) {
    java.security.MessageDigest root = Sha256.start();
    digests.forEach(each -> root.update(new ResourceDigest(each).bytes()));
    return """
    {"_type":"https://in-toto.io/Statement/v1",\
    "subject":[{"name":"m","digest":{"sha256":"%s"}}],\
    "predicateType":"https://model_signing/signature/v1.0",\
    "predicate":{"serialization":%s,"resources":[%s]}}\
    """
        .formatted(
            ResourceDigest.of(root.digest()).hex(), serialization, String.join(",", resources));
  }

  /// A resource as a signature has it.
  static String resource(String name, String digest) {
    return "{\"name\":\"%s\",\"algorithm\":\"sha256\",\"digest\":\"%s\"}".formatted(name, digest);
  }

  static final String FILES =
      "{\"method\":\"files\",\"hash_type\":\"sha256\",\"allow_symlinks\":false}";

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
