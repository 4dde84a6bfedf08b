package dev.redoubt.bicep;

import dev.redoubt.bicep.internal.artifact.BicepCacheStore;
import dev.redoubt.bicep.internal.artifact.ModuleFolderStore;
import dev.redoubt.bicep.internal.artifact.PulledModuleCache;
import dev.redoubt.bicep.internal.artifact.RegistryModuleStore;
import dev.redoubt.bicep.internal.artifact.TrustedRegistries;
import dev.redoubt.bicep.internal.registry.ModuleRegistryClient;
import dev.redoubt.bicep.internal.registry.RegistryHttpClient;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import dev.redoubt.bicep.module.BicepConfiguration;
import dev.redoubt.bicep.module.ModulePath;
import dev.redoubt.bicep.module.ModuleSources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Chains the artifact stores in the order in which modules are searched.
public final class ArtifactStoreChain {

  private ArtifactStoreChain() {}

  /// Searches the module paths, the cache of the Bicep CLI, Redoubt's own cache, and then the
  /// registry, unless offline. Each module is searched once, however often it is used; the result
  /// for a missing one lists the searched locations. Thread-safe.
  public static ArtifactStore standard(ModuleSources sources) {
    List<ArtifactStore> stores = new ArrayList<>();
    for (Path folder : sources.modulePaths()) {
      stores.add(new ModuleFolderStore(folder));
    }
    if (sources.bicepCache() != null) {
      stores.add(new BicepCacheStore(sources.bicepCache()));
    }
    stores.add(
        sources.downloadCache() == null
            ? _ ->
                new Artifact.Missing(
                    "no cache folder for downloaded modules; set `XDG_CACHE_HOME` to an absolute"
                        + " path")
            : new RegistryModuleStore(
                new PulledModuleCache(sources.downloadCache()),
                new ModuleRegistryClient(new RegistryHttpClient()),
                new TrustedRegistries(sources.trustedRegistries()),
                sources.offline()));
    return new CachedStore(inOrder(stores));
  }

  /// The result of the first store that has the module; if none has it, the reasons of all stores.
  static ArtifactStore inOrder(List<ArtifactStore> stores) {
    return reference -> {
      List<String> reasons = new ArrayList<>();
      for (ArtifactStore store : stores) {
        switch (store.find(reference)) {
          case Artifact.Found found -> {
            return found;
          }
          case Artifact.Missing(var why) -> reasons.add(why);
        }
      }
      return new Artifact.Missing(String.join("; ", reasons));
    };
  }

  /// Caches the result of a store for each module. References that no module path can express are
  /// never passed to the store.
  private static final class CachedStore implements ArtifactStore {

    private final ArtifactStore store;
    private final Map<ArtifactReference, Lookup> lookups = new ConcurrentHashMap<>();

    CachedStore(ArtifactStore store) {
      this.store = store;
    }

    @Override
    public Artifact find(ArtifactReference reference) {
      ArtifactReference folded = folded(reference);
      return ModulePath.parse(reference.text(), BicepConfiguration.BUILT_IN)
                  instanceof ModulePath.External(var read)
              && folded(read).equals(folded)
          ? lookups.computeIfAbsent(folded, _ -> new Lookup()).of(store, reference)
          : new Artifact.Missing("it is not a valid module reference");
    }

    /// Host names of registries are case-insensitive; template specs are case-insensitive in all
    /// parts.
    private static ArtifactReference folded(ArtifactReference reference) {
      return switch (reference) {
        case ArtifactReference.Registry(var registry, var repository, var tag, var digest) ->
            new ArtifactReference.Registry(lower(registry), repository, tag, digest);
        case ArtifactReference.TemplateSpec(var subscription, var group, var name, var version) ->
            new ArtifactReference.TemplateSpec(
                lower(subscription), lower(group), lower(name), lower(version));
      };
    }

    private static String lower(String text) {
      return text.toLowerCase(Locale.ROOT);
    }

    /// The lookup of one module. Concurrent callers for the same module wait; other modules are not
    /// blocked.
    private static final class Lookup {

      private @Nullable Artifact artifact;

      synchronized Artifact of(ArtifactStore store, ArtifactReference reference) {
        Artifact known = artifact;
        if (known == null) {
          known = store.find(reference);
          artifact = known;
        }
        return known;
      }
    }
  }
}
