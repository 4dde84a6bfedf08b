package dev.redoubt.signing;

import dev.redoubt.signing.internal.SignedJson;
import dev.redoubt.signing.internal.trust.BundleSignatureCheck;
import dev.redoubt.signing.refusal.RefusedException;
import dev.redoubt.signing.trust.Signatory;
import dev.redoubt.signing.trust.SigstoreBundle;
import dev.redoubt.signing.trust.TrustRoots;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Verifies models as section 8 of OpenSSF Model Signing 1.0 specifies, and refuses anything
/// unknown.
///
/// It verifies the signature first, then the statement, then each file; each step requires that the
/// previous one succeeded.
public final class ModelVerifier {

  private final TrustRoots trust;
  private final HashScope scope;
  private final boolean ignoreUnsigned;
  private final InstantSource clock;

  private ModelVerifier(
      TrustRoots trust, HashScope scope, boolean ignoreUnsigned, InstantSource clock) {
    this.trust = trust;
    this.scope = scope;
    this.ignoreUnsigned = ignoreUnsigned;
    this.clock = clock;
  }

  /// One that accepts those signatures, and models without unsigned files.
  ///
  /// @param scope what to leave out beside what was signed as left out, and whether links may be
  ///   followed: only where the signer followed them too
  public static ModelVerifier of(TrustRoots trust, HashScope scope) {
    return new ModelVerifier(trust, scope, false, InstantSource.system());
  }

  /// The same, accepting files that the signature does not name. They are reported as uncovered.
  public ModelVerifier ignoringUnsigned() {
    return new ModelVerifier(trust, scope, true, clock);
  }

  /// The same, with another clock for the validity of certificates.
  public ModelVerifier at(InstantSource time) {
    return new ModelVerifier(trust, scope, ignoreUnsigned, time);
  }

  /// Verifies a model against a file, which is no part of the model if it lies inside.
  ///
  /// @throws IOException if the file cannot be read
  public VerificationResult verify(Path model, Path signature) throws IOException {
    byte[] bundle = read(signature);
    List<String> own = ModelPath.path(model, signature).stream().toList();
    return new ModelVerifier(trust, scope.ignoring(own), ignoreUnsigned, clock)
        .verify(model, bundle);
  }

  private static byte[] read(Path signature) throws IOException {
    try (InputStream in = Files.newInputStream(signature)) {
      // One byte more than is accepted, which is then refused in words.
      return in.readNBytes(SignedJson.MAX_BYTES + 1);
    }
  }

  /// Verifies a model against the bytes of a bundle.
  public VerificationResult verify(Path model, byte[] bundle) {
    try {
      Instant now = clock.instant();
      SigstoreBundle read = SigstoreBundle.read(bundle);
      Signatory by = BundleSignatureCheck.check(read, trust, BundleSignatureCheck.FOR_MODELS, now);
      Manifest manifest = ManifestJson.read(read.payload());
      return new ManifestComparison(model, manifest, scope, ignoreUnsigned).verdict(by, now);
    } catch (RefusedException e) {
      return new VerificationResult.Refused(e.reasons());
    }
  }

  /// Verifies a bundle and reads its manifest, without reading the model.
  ///
  /// @throws RefusedException if no trusted key or certificate signed it, or it is not a model
  ///   signature
  public Manifest manifest(byte[] bundle) throws RefusedException {
    SigstoreBundle read = SigstoreBundle.read(bundle);
    BundleSignatureCheck.check(read, trust, BundleSignatureCheck.FOR_MODELS, clock.instant());
    return ManifestJson.read(read.payload());
  }
}
