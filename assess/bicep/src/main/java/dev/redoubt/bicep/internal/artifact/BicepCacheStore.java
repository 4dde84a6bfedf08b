package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.ModuleManifest;
import dev.redoubt.bicep.internal.registry.OciDigest;
import dev.redoubt.bicep.internal.registry.RegistryResult;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Finds modules in the cache of the Bicep CLI, which `bicep restore` fills: `~/.bicep`, or the
/// folder set in the configuration.
///
/// If the manifest of a module is next to its template, as the CLI stores it, the template is
/// verified against the manifest, and the manifest against the digest of the reference. A mismatch
/// is treated as missing. A reference by digest requires a manifest.
public final class BicepCacheStore implements ArtifactStore {

  private final Path root;

  /// @param root the folder that contains `br` and `ts`
  public BicepCacheStore(Path root) {
    this.root = root;
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    RegistryResult<Path> template =
        switch (reference) {
          case ArtifactReference.Registry registry -> checked(registry);
          case ArtifactReference.TemplateSpec spec ->
              file(CacheFolderNames.of(spec), "main.json").then(RegistryResult::given);
        };
    return switch (template) {
      case RegistryResult.Given<Path>(var file) ->
          new Artifact.Found(file, reference.text(), Source.BICEP_CACHE);
      case RegistryResult.Refused<Path>(var why) -> new Artifact.Missing(why);
    };
  }

  private RegistryResult<Path> checked(ArtifactReference.Registry reference) {
    List<String> names = CacheFolderNames.of(reference);
    RegistryResult<Path> template = file(names, "main.json");
    RegistryResult<Path> manifest = file(names, "manifest");
    return template.then(
        file ->
            switch (manifest) {
              case RegistryResult.Given<Path>(var beside) -> checked(reference, file, beside);
              case RegistryResult.Refused<Path>(var why) ->
                  reference.digest() == null
                      ? RegistryResult.given(file)
                      : RegistryResult.refused(why);
            });
  }

  private static RegistryResult<Path> checked(
      ArtifactReference.Registry reference, Path template, Path manifest) {
    return ContainedPath.read(manifest, ModuleManifest.MAX_BYTES)
        .then(bytes -> requested(reference, manifest, bytes))
        .then(ModuleManifest::read)
        .then(
            read ->
                ContainedPath.read(template, ModuleManifest.MAX_TEMPLATE_BYTES)
                    .then(
                        bytes ->
                            read.template().isOf(bytes)
                                ? RegistryResult.given(template)
                                : mismatch(template)));
  }

  private static RegistryResult<byte[]> requested(
      ArtifactReference.Registry reference, Path manifest, byte[] bytes) {
    OciDigest digest = reference.digest() == null ? null : OciDigest.parse(reference.digest());
    return reference.digest() == null || (digest != null && digest.isOf(bytes))
        ? RegistryResult.given(bytes)
        : mismatch(manifest);
  }

  private static <T> RegistryResult<T> mismatch(Path file) {
    return RegistryResult.refused(
        "`" + file + "` does not match the expected digest; run `bicep restore --force`");
  }

  private RegistryResult<Path> file(List<String> folders, String name) {
    List<String> parts = new ArrayList<>(folders);
    parts.add(name);
    return ContainedPath.file(root, parts);
  }
}
