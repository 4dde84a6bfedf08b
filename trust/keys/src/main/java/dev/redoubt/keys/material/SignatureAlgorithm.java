package dev.redoubt.keys.material;

/// The signature algorithms that are used for signing and accepted in verification.
public enum SignatureAlgorithm {
  ECDSA_P256_SHA256("SHA256withECDSA"),
  ECDSA_P384_SHA384("SHA384withECDSA"),
  ECDSA_P521_SHA512("SHA512withECDSA"),
  ED25519("Ed25519");

  private final String standardName;

  SignatureAlgorithm(String standardName) {
    this.standardName = standardName;
  }

  /// The name in the Java Security Standard Algorithm Names.
  public String standardName() {
    return standardName;
  }
}
