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

/// Puts the places where modules come from in their order.
public final class ArtifactStoreChain {

  private ArtifactStoreChain() {}

  /// Asks the module paths, the cache of the official tool, our own cache, and then the registry,
  /// unless offline. Each module is asked for once, however often it is used; one that is nowhere
  /// says where it was looked for. Safe for use by several threads.
  public static ArtifactStore standard(ModuleSources sources) {
    List<ArtifactStore> stores = new ArrayList<>();
    for (Path folder : sources.modulePaths()) {
      stores.add(new ModuleFolderStore(folder));
    }
    if (sources.bicepCache() != null) {
      stores.add(new BicepCacheStore(sources.bicepCache()));
    }
    stores.add(
        sources.ownCache() == null
            ? _ -> new Artifact.Missing("there is no folder to keep a pulled module in")
            : new RegistryModuleStore(
                new PulledModuleCache(sources.ownCache()),
                new ModuleRegistryClient(new RegistryHttpClient()),
                new TrustedRegistries(sources.trustedRegistries()),
                sources.offline()));
    return new Once(inOrder(stores));
  }

  /// The first of the stores that has a module; where none has, all their reasons.
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

  /// Asks a store once for each module, and not at all for what no path could name.
  private static final class Once implements ArtifactStore {

    private final ArtifactStore store;
    private final Map<ArtifactReference, Asked> asked = new ConcurrentHashMap<>();

    Once(ArtifactStore store) {
      this.store = store;
    }

    @Override
    public Artifact find(ArtifactReference reference) {
      ArtifactReference folded = folded(reference);
      return ModulePath.parse(reference.text(), BicepConfiguration.BUILT_IN)
                  instanceof ModulePath.External(var read)
              && folded(read).equals(folded)
          ? asked.computeIfAbsent(folded, _ -> new Asked()).of(store, reference)
          : new Artifact.Missing("it is not the name of a module");
    }

    /// Registries ignore the case of their host, template specs that of everything.
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

    /// One module that is asked for. Who asks while it is being looked for waits for it alone.
    private static final class Asked {

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
