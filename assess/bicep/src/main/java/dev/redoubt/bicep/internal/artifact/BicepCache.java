package dev.redoubt.bicep.internal.artifact;

import dev.redoubt.bicep.internal.registry.Answer;
import dev.redoubt.bicep.internal.registry.Digest;
import dev.redoubt.bicep.internal.registry.ModuleManifest;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The cache of the official tool, which `bicep restore` fills: `~/.bicep`, or where the
/// configuration puts it.
///
/// Where a module's manifest lies beside its template, as the tool leaves it, the template is
/// checked against it, and the manifest against the digest that the module is asked for by. One
/// that does not fit counts as missing. What is asked for by digest has to have a manifest.
public final class BicepCache implements ArtifactStore {

  private final Path root;

  /// @param root the folder that holds `br` and `ts`
  public BicepCache(Path root) {
    this.root = root;
  }

  @Override
  public Artifact find(ArtifactReference reference) {
    Answer<Path> template =
        switch (reference) {
          case ArtifactReference.Registry registry -> checked(registry);
          case ArtifactReference.TemplateSpec spec ->
              file(CacheNames.of(spec), "main.json").then(Answer::given);
        };
    return switch (template) {
      case Answer.Given<Path>(var file) -> new Artifact.Found(file, reference.text());
      case Answer.Refused<Path>(var why) -> new Artifact.Missing(why);
    };
  }

  private Answer<Path> checked(ArtifactReference.Registry reference) {
    List<String> names = CacheNames.of(reference);
    Answer<Path> template = file(names, "main.json");
    Answer<Path> manifest = file(names, "manifest");
    return template.then(
        file ->
            switch (manifest) {
              case Answer.Given<Path>(var beside) -> checked(reference, file, beside);
              case Answer.Refused<Path>(var why) ->
                  reference.digest() == null ? Answer.given(file) : Answer.refused(why);
            });
  }

  private static Answer<Path> checked(
      ArtifactReference.Registry reference, Path template, Path manifest) {
    return Below.read(manifest, ModuleManifest.MAX_BYTES)
        .then(bytes -> asked(reference, manifest, bytes))
        .then(ModuleManifest::read)
        .then(
            read ->
                Below.read(template, ModuleManifest.MAX_TEMPLATE_BYTES)
                    .then(
                        bytes ->
                            read.template().isOf(bytes)
                                ? Answer.given(template)
                                : spoiled(template)));
  }

  private static Answer<byte[]> asked(
      ArtifactReference.Registry reference, Path manifest, byte[] bytes) {
    Digest digest = reference.digest() == null ? null : Digest.parse(reference.digest());
    return reference.digest() == null || (digest != null && digest.isOf(bytes))
        ? Answer.given(bytes)
        : spoiled(manifest);
  }

  private static <T> Answer<T> spoiled(Path file) {
    return Answer.refused(
        "`" + file + "` does not have the digest that it should have; run `bicep restore --force`");
  }

  private Answer<Path> file(List<String> folders, String name) {
    List<String> parts = new ArrayList<>(folders);
    parts.add(name);
    return Below.file(root, parts);
  }
}
