package dev.redoubt.gate;

import dev.redoubt.signing.Manifest;
import dev.redoubt.signing.SerializationMethod;
import dev.redoubt.signing.SignedResource;
import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.digest.ResourceDigest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Digest that evidence is bound to: the exact files of a model, with their names.
///
/// @param root digest of OpenSSF Model Signing, 64 hexadecimal digits, which external statements
///   name. It does not cover file names: renaming files without changing their order keeps it
/// @param layout SHA-256 over a line `digest path` for each file, in manifest order, so that an
///   approval does not carry over to renamed files
public record ModelDigest(String root, String layout) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final SerializationMethod FILES =
      new SerializationMethod.Files(HashAlgorithm.SHA256, false, List.of());

  /// A file whose digest was computed during upload.
  ///
  /// @param path relative to the model, with `/`
  /// @param size in bytes
  /// @param sha256 64 hexadecimal digits
  public record File(String path, long size, String sha256) {}

  /// @throws IllegalArgumentException if the digest is not a SHA-256
  public ModelDigest {
    if (!SHA256.matcher(root).matches() || !SHA256.matcher(layout).matches()) {
      throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits");
    }
  }

  /// Computes the digest from file digests, without reading the files.
  ///
  /// @throws IllegalArgumentException if there are no files
  public static ModelDigest of(List<File> files) {
    return of(manifest("model", files));
  }

  /// Computes the digest of a manifest.
  ///
  /// @throws IllegalArgumentException if the manifest has digests of shards, or of another
  ///   algorithm than SHA-256
  public static ModelDigest of(Manifest manifest) {
    MessageDigest sha256 = sha256();
    Manifest sorted =
        Manifest.sorted(manifest.name(), manifest.serialization(), manifest.resources());
    for (SignedResource each : sorted.resources()) {
      if (!(each instanceof SignedResource.OfFile file)
          || !SHA256.matcher(file.digest().hex()).matches()) {
        throw new IllegalArgumentException(
            "only digests of whole files with SHA-256 can be compared");
      }
      String line = file.digest().hex() + "  " + file.path() + "\n";
      sha256.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new ModelDigest(sorted.rootDigest().hex(), HexFormat.of().formatHex(sha256.digest()));
  }

  /// Returns the manifest to sign for the files.
  ///
  /// @param name display name of the model
  public static Manifest manifest(String name, List<File> files) {
    return Manifest.sorted(
        name,
        FILES,
        files.stream()
            .<SignedResource>map(
                file -> new SignedResource.OfFile(file.path(), new ResourceDigest(file.sha256())))
            .toList());
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
