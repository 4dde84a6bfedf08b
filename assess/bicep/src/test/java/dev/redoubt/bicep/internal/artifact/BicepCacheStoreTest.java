package dev.redoubt.bicep.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.internal.registry.FakeRegistry;
import dev.redoubt.bicep.internal.registry.OciDigest;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BicepCacheStoreTest {

  private static final String TEMPLATE = "{\"resources\": []}";
  private static final String MANIFEST =
      FakeRegistry.manifest(TEMPLATE.getBytes(StandardCharsets.UTF_8));
  private static final String DIGEST =
      OciDigest.of(MANIFEST.getBytes(StandardCharsets.UTF_8)).text();
  private static final Registry TAGGED = new Registry("example.com:80", "a/b", "V1", null);
  private static final Registry DIGESTED = new Registry("example.com:80", "a/b", null, DIGEST);

  @TempDir private Path root;
  private Path tagged;
  private Path digested;
  private BicepCacheStore store;

  @BeforeEach
  void makeFolders() throws IOException {
    tagged = Files.createDirectories(root.resolve("br/example.com$80/a$b/V1$1"));
    digested =
        Files.createDirectories(
            root.resolve("br/example.com$80/a$b").resolve(DIGEST.replace(':', '#')));
    store = new BicepCacheStore(root);
  }

  @Test
  void findsModulesRestoredByTheBicepCli() throws IOException {
    for (Path folder : new Path[] {tagged, digested}) {
      Files.writeString(folder.resolve("main.json"), TEMPLATE);
      Files.writeString(folder.resolve("manifest"), MANIFEST);
    }

    assertThat(store.find(TAGGED))
        .isEqualTo(
            new Artifact.Found(
                tagged.resolve("main.json"),
                "br:example.com:80/a/b:V1",
                ArtifactStore.Source.BICEP_CACHE));
    assertThat(store.find(DIGESTED))
        .isEqualTo(
            new Artifact.Found(
                digested.resolve("main.json"), DIGESTED.text(), ArtifactStore.Source.BICEP_CACHE));
  }

  @Test
  void givesATemplateSpec() throws IOException {
    Path folder = Files.createDirectories(root.resolve("ts/0d4c/my-rg/spec/v1"));
    Files.writeString(folder.resolve("main.json"), TEMPLATE);

    assertThat(store.find(new TemplateSpec("0D4C", "My-RG", "Spec", "V1")))
        .isEqualTo(
            new Artifact.Found(
                folder.resolve("main.json"),
                "ts:0D4C/My-RG/Spec:V1",
                ArtifactStore.Source.BICEP_CACHE));
  }

  @Test
  void requiresManifest_onlyForReferencesByDigest() throws IOException {
    Files.writeString(tagged.resolve("main.json"), TEMPLATE);
    Files.writeString(digested.resolve("main.json"), TEMPLATE);

    assertThat(store.find(TAGGED)).isInstanceOf(Artifact.Found.class);
    assertThat(store.find(DIGESTED))
        .isEqualTo(new Artifact.Missing("`" + digested.resolve("manifest") + "` does not exist"));
  }

  @Test
  void rejectsTemplateThatDoesNotMatchTheManifest() throws IOException {
    Files.writeString(tagged.resolve("main.json"), TEMPLATE.replace('[', '{'));
    Files.writeString(tagged.resolve("manifest"), MANIFEST);

    assertThat(store.find(TAGGED))
        .isEqualTo(
            new Artifact.Missing(
                "`%s` does not match the expected digest; run `bicep restore --force`"
                    .formatted(tagged.resolve("main.json"))));
  }

  @Test
  void rejectsManifestThatDoesNotMatchTheDigest() throws IOException {
    Files.writeString(digested.resolve("main.json"), TEMPLATE);
    Files.writeString(digested.resolve("manifest"), MANIFEST + " ");

    assertThat(store.find(DIGESTED))
        .isEqualTo(
            new Artifact.Missing(
                "`%s` does not match the expected digest; run `bicep restore --force`"
                    .formatted(digested.resolve("manifest"))));
  }

  @Test
  void resultForMissingModuleListsSearchedLocations() {
    assertThat(store.find(TAGGED))
        .isEqualTo(new Artifact.Missing("`" + tagged.resolve("main.json") + "` does not exist"));
  }
}
