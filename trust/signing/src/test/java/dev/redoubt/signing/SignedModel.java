package dev.redoubt.signing;

import dev.redoubt.signing.digest.Digest;
import dev.redoubt.signing.internal.Sha256;
import dev.redoubt.signing.refusal.Reason;
import dev.redoubt.signing.trust.Bundle;
import dev.redoubt.signing.trust.Trust;
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
    return sign(Method.FILES);
  }

  byte[] sign(Method method) throws Exception {
    return ModelSigner.sign(folder, Signer.withKey(key), method, Scope.DEFAULT).bundle().toJson();
  }

  /// A bundle with a payload of somebody's own, rightly signed.
  byte[] forge(String payload) throws Exception {
    return Signer.withKey(key).signModel(payload.getBytes(StandardCharsets.UTF_8)).toJson();
  }

  /// The payload of a bundle.
  static String payload(byte[] bundle) throws Exception {
    return new String(Bundle.read(bundle).payload(), StandardCharsets.UTF_8);
  }

  Verification verify(byte[] bundle) {
    return verify(bundle, Scope.DEFAULT);
  }

  Verification verify(byte[] bundle, Scope scope) {
    return ModelVerifier.of(Trust.Keys.of(key.publicKey()), scope).verify(folder, bundle);
  }

  /// Why it is refused, each reason a line; `verified` where it is not.
  String refusal(byte[] bundle) {
    return words(verify(bundle));
  }

  static String words(Verification verification) {
    return switch (verification) {
      case Verification.Verified _ -> "verified";
      case Verification.Refused refused ->
          String.join("\n", refused.reasons().stream().map(Reason::toString).toList());
    };
  }

  static String sha256(String content) {
    return Digest.of(Sha256.of(content.getBytes(StandardCharsets.UTF_8))).hex();
  }

  /// A payload with those resources, in that order, and the digest that fits.
  static String payload(String serialization, List<String> resources, List<String> digests) {
    java.security.MessageDigest root = Sha256.start();
    digests.forEach(each -> root.update(new Digest(each).bytes()));
    return """
    {"_type":"https://in-toto.io/Statement/v1",\
    "subject":[{"name":"m","digest":{"sha256":"%s"}}],\
    "predicateType":"https://model_signing/signature/v1.0",\
    "predicate":{"serialization":%s,"resources":[%s]}}\
    """
        .formatted(Digest.of(root.digest()).hex(), serialization, String.join(",", resources));
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
