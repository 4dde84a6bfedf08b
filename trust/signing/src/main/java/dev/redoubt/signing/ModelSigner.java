package dev.redoubt.signing;

import dev.redoubt.keys.material.KeyAccessException;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.SigstoreBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Signs models as OpenSSF Model Signing 1.0 specifies.
public final class ModelSigner {

  private ModelSigner() {}

  /// A signature, and what it covers.
  ///
  /// @param bundle the signature
  /// @param model what is signed
  public record Signed(SigstoreBundle bundle, HashedModel model) {}

  /// Hashes a model and signs it.
  ///
  /// @throws RefusedException if the model or the key cannot be used for it, with all reasons
  /// @throws KeyAccessException if the key is out of reach
  public static Signed sign(Path model, EnvelopeSigner signer, HashMethod method, HashScope scope)
      throws RefusedException, KeyAccessException {
    HashedModel hashed = HashedModel.of(model, method, scope);
    return new Signed(signer.signModel(ManifestJson.write(hashed.manifest())), hashed);
  }

  /// Signs a model that was already hashed, for example while it was uploaded. Reads no file.
  ///
  /// @throws RefusedException if the key cannot be used for it
  /// @throws KeyAccessException if the key is out of reach
  public static SigstoreBundle sign(Manifest manifest, EnvelopeSigner signer)
      throws RefusedException, KeyAccessException {
    return signer.signModel(ManifestJson.write(manifest));
  }

  /// Hashes a model, signs it, and writes the signature to a file, whole or not at all. A file
  /// inside the model is left out of what is signed.
  ///
  /// @throws IOException if the file cannot be written
  public static Signed signTo(
      Path file, Path model, EnvelopeSigner signer, HashMethod method, HashScope scope)
      throws RefusedException, IOException {
    List<String> own = ModelPath.path(model, file).stream().toList();
    Signed signed = sign(model, signer, method, scope.ignoring(own));
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    // Beside the file, so that it can take its place at once.
    Path part = file.resolveSibling("." + file.getFileName() + ".part");
    try {
      Files.write(part, signed.bundle().toJson());
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(part);
    }
    return signed;
  }
}
