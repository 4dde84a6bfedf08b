package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.RegistryResult;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Finds compiled modules in a user-supplied folder, `--module-path`:
/// `REPOSITORY/VERSION/main.json`, where the prefix `bicep/` of repositories in Microsoft's public
/// registry may be omitted (`avm/res/storage/storage-account/0.1.0/main.json`), and
/// `ts/SUBSCRIPTION/GROUP/NAME/VERSION/main.json`, as written or in lower case.
///
/// The folder is trusted: its files cannot be verified against a registry. A module referenced by
/// digest is therefore not searched in it.
public final class ModuleFolderStore implements ArtifactStore {

  private static final String PUBLIC_REGISTRY = "mcr.microsoft.com";
  private static final String PUBLIC_PREFIX = "bicep/";
  private static final String FILE = "main.json";

  private final Path folder;

  public ModuleFolderStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    List<List<String>> places =
        switch (reference) {
          case ArtifactReference.Registry registry -> places(registry);
          case ArtifactReference.TemplateSpec spec -> places(spec);
        };
    if (places.isEmpty()) {
      return new Artifact.Missing(
          "`%s` is not searched: a folder has no digests to verify".formatted(folder));
    }
    String why = "";
    for (List<String> place : places) {
      switch (ContainedPath.file(folder, place)) {
        case RegistryResult.Given<Path>(var file) -> {
          return new Artifact.Found(file, reference.text(), Source.FOLDER);
        }
        case RegistryResult.Refused<Path>(var reason) -> why = why.isEmpty() ? reason : why;
      }
    }
    return new Artifact.Missing(why);
  }

  private static List<List<String>> places(ArtifactReference.Registry reference) {
    String tag = reference.tag();
    if (tag == null) {
      return List.of();
    }
    List<List<String>> places = new ArrayList<>();
    String repository = reference.repository();
    if (reference.registry().equalsIgnoreCase(PUBLIC_REGISTRY)
        && repository.startsWith(PUBLIC_PREFIX)) {
      places.add(place(repository.substring(PUBLIC_PREFIX.length()), tag));
    }
    places.add(place(repository, tag));
    return places;
  }

  private static List<String> place(String repository, String tag) {
    List<String> parts = new ArrayList<>(List.of(repository.split("/", -1)));
    parts.add(tag);
    parts.add(FILE);
    return parts;
  }

  private static List<List<String>> places(ArtifactReference.TemplateSpec reference) {
    List<String> written =
        List.of(
            "ts",
            reference.subscription(),
            reference.resourceGroup(),
            reference.name(),
            reference.version(),
            FILE);
    return List.of(written, written.stream().map(part -> part.toLowerCase(Locale.ROOT)).toList());
  }
}
