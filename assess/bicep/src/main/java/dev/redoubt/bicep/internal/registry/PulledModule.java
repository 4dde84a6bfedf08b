package dev.redoubt.bicep.internal.registry;

/// A module as a registry gave it, every digest checked.
public final class PulledModule {

  private final byte[] manifest;
  private final ModuleManifest read;
  private final byte[] template;

  PulledModule(byte[] manifest, ModuleManifest read, byte[] template) {
    this.manifest = manifest;
    this.read = read;
    this.template = template;
  }

  /// The manifest as it was sent: its digest is that of these bytes.
  public byte[] manifest() {
    return manifest;
  }

  /// The digest of the manifest, by which the module can be asked for.
  public OciDigest digest() {
    return OciDigest.of(manifest);
  }

  /// The compiled template.
  public byte[] template() {
    return template;
  }

  /// The digest of the template, as the manifest has it.
  public OciDigest templateDigest() {
    return read.template();
  }
}
