package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.ModuleRegistryClient;
import dev.redoubt.bicep.internal.registry.RegistryResult;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactStore;
import java.nio.file.Path;

/// Finds registry modules in Redoubt's cache, or downloads them into it.
public final class RegistryModuleStore implements ArtifactStore {

  private final PulledModuleCache cache;
  private final ModuleRegistryClient client;
  private final TrustedRegistries trusted;
  private final boolean offline;

  /// @param offline whether only the cache is used
  public RegistryModuleStore(
      PulledModuleCache cache,
      ModuleRegistryClient client,
      TrustedRegistries trusted,
      boolean offline) {
    this.cache = cache;
    this.client = client;
    this.trusted = trusted;
    this.offline = offline;
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    return switch (reference) {
      case Registry registry ->
          switch (cache.find(registry)) {
            case RegistryResult.Given<Path>(var file) ->
                new Artifact.Found(file, reference.text(), Source.CACHE);
            case RegistryResult.Refused<Path>(var why) -> downloaded(registry, why);
          };
      case ArtifactReference.TemplateSpec _ ->
          new Artifact.Missing(
              "template specs are not downloaded from Azure; run `bicep restore` while signed"
                  + " in");
    };
  }

  private Artifact downloaded(Registry reference, String notCached) {
    return switch (offline ? offline(notCached) : pulled(reference)) {
      case RegistryResult.Given<Path>(var file) ->
          new Artifact.Found(file, reference.text(), Source.REGISTRY);
      case RegistryResult.Refused<Path>(var why) -> new Artifact.Missing(why);
    };
  }

  private static RegistryResult<Path> offline(String why) {
    return RegistryResult.refused(why + "; not downloaded because of `--offline`");
  }

  private RegistryResult<Path> pulled(Registry reference) {
    if (!trusted.include(reference.registry())) {
      return RegistryResult.refused(
          "not downloaded: the registry `%s` is not trusted; to trust it, add it to `BICEP_TRUSTED_REGISTRIES`"
              .formatted(reference.registry()));
    }
    return client.pull(reference).then(module -> cache.keep(reference, module));
  }
}
