package dev.redoubt.keys;

/// The kinds of key providers. The code is part of binary formats and never changes.
public enum ProviderKind {
  /// A folder of this machine.
  LOCAL(1),
  /// A token that speaks PKCS#11.
  PKCS11(2),
  /// Azure Key Vault or Managed HSM.
  AZURE(3),
  /// In memory while it is used, and otherwise wrapped by a key of one of the others.
  INTERMEDIATE(4);

  private final int code;

  ProviderKind(int code) {
    this.code = code;
  }

  /// Its number in byte forms.
  public int code() {
    return code;
  }
}
