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

/// What evidence is about: the very files of a model, under their names.
///
/// @param root that of OpenSSF Model Signing, 64 hexadecimal digits, which statements of others
///   name. It leaves out how files are called: renaming them in the same order keeps it
/// @param layout SHA-256 over a line `digest path` for each file, in the order of the manifest; so
///   an approval does not pass on to files that have changed their names
public record ModelDigest(String root, String layout) {

  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private static final SerializationMethod FILES =
      new SerializationMethod.Files(HashAlgorithm.SHA256, false, List.of());

  /// A file whose digest was taken when it was uploaded.
  ///
  /// @param path below the model, with `/`
  /// @param size in bytes
  /// @param sha256 64 hexadecimal digits
  public record File(String path, long size, String sha256) {}

  /// @throws IllegalArgumentException if one is no SHA-256
  public ModelDigest {
    if (!SHA256.matcher(root).matches() || !SHA256.matcher(layout).matches()) {
      throw new IllegalArgumentException("a digest is 64 lower-case hexadecimal digits");
    }
  }

  /// That of some files, of which none is read.
  ///
  /// @throws IllegalArgumentException if there is none
  public static ModelDigest of(List<File> files) {
    return of(manifest("model", files));
  }

  /// That of a manifest.
  ///
  /// @throws IllegalArgumentException if its digests are of shards, or none of SHA-256
  public static ModelDigest of(Manifest manifest) {
    MessageDigest sha256 = sha256();
    Manifest sorted =
        Manifest.sorted(manifest.name(), manifest.serialization(), manifest.resources());
    for (SignedResource each : sorted.resources()) {
      if (!(each instanceof SignedResource.OfFile file)
          || !SHA256.matcher(file.digest().hex()).matches()) {
        throw new IllegalArgumentException("only digests of whole files with SHA-256 can be compared");
      }
      String line = file.digest().hex() + "  " + file.path() + "\n";
      sha256.update(line.getBytes(StandardCharsets.UTF_8));
    }
    return new ModelDigest(sorted.rootDigest().hex(), HexFormat.of().formatHex(sha256.digest()));
  }

  /// What is signed of some files.
  ///
  /// @param name what the model is called, for people
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
