package dev.redoubt.bicep.internal.registry;

/// A module downloaded from a registry, with all digests verified.
public final class PulledModule {

  private final byte[] manifest;
  private final ModuleManifest read;
  private final byte[] template;

  PulledModule(byte[] manifest, ModuleManifest read, byte[] template) {
    this.manifest = manifest;
    this.read = read;
    this.template = template;
  }

  /// The bytes of the manifest as received; its digest is computed over them.
  public byte[] manifest() {
    return manifest;
  }

  /// The digest of the manifest, which identifies the module.
  public OciDigest digest() {
    return OciDigest.of(manifest);
  }

  /// The compiled template.
  public byte[] template() {
    return template;
  }

  /// The digest of the template, from the manifest.
  public OciDigest templateDigest() {
    return read.template();
  }
}
