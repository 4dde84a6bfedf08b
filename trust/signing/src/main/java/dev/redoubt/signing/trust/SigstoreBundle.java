package dev.redoubt.signing.trust;

import dev.redoubt.signing.refusal.RefusedException;
import java.nio.charset.StandardCharsets;

/// A Sigstore bundle, version 0.3, with a DSSE envelope that has one signature.
///
/// A bundle is parsed but not verified: do not trust its content before [ModelVerifier] or
/// [dev.redoubt.signing.attestation.AttestationVerifier] has accepted it.
public final class SigstoreBundle {

  /// The only media type that is written and accepted.
  public static final String MEDIA_TYPE = "application/vnd.dev.sigstore.bundle.v0.3+json";

  /// The payload type of in-toto statements.
  public static final String IN_TOTO = "application/vnd.in-toto+json";

  private final VerificationMaterial material;
  private final String payloadType;
  private final byte[] payload;
  private final byte[] signature;

  /// Creates a bundle.
  ///
  /// @param material the key or the certificates of the claimed signer
  /// @param payloadType the media type of the payload; the signature covers it
  /// @param payload the statement
  /// @param signature as in X.509: for ECDSA a DER sequence of two integers
  public SigstoreBundle(
      VerificationMaterial material, String payloadType, byte[] payload, byte[] signature) {
    this.material = material;
    this.payloadType = payloadType;
    this.payload = payload.clone();
    this.signature = signature.clone();
  }

  /// Parses the JSON of a bundle. Unknown fields are refused, and so are transparency log entries
  /// and timestamps, which Redoubt does not verify.
  ///
  /// @throws RefusedException if the bundle is not valid
  public static SigstoreBundle read(byte[] json) throws RefusedException {
    return SigstoreBundleJson.read(json);
  }

  /// The JSON of this bundle in UTF-8, one line.
  public byte[] toJson() {
    return SigstoreBundleJson.write(this).getBytes(StandardCharsets.UTF_8);
  }

  /// The signed bytes: the pre-authentication encoding of DSSE 1.0.
  public static byte[] preAuthenticationEncoding(String payloadType, byte[] payload) {
    byte[] type = payloadType.getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("DSSEv1 " + type.length + " " + payloadType + " " + payload.length + " ")
            .getBytes(StandardCharsets.UTF_8);
    byte[] encoding = new byte[head.length + payload.length];
    System.arraycopy(head, 0, encoding, 0, head.length);
    System.arraycopy(payload, 0, encoding, head.length, payload.length);
    return encoding;
  }

  /// The key or the certificates of the claimed signer.
  public VerificationMaterial material() {
    return material;
  }

  /// The media type of the payload.
  public String payloadType() {
    return payloadType;
  }

  /// A copy of the statement.
  public byte[] payload() {
    return payload.clone();
  }

  /// A copy of the signature.
  public byte[] signature() {
    return signature.clone();
  }
}
