package dev.redoubt.bicep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.internal.registry.FakeRegistry;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import dev.redoubt.bicep.module.ModuleSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactStoreChainTest {

  private static final Registry PUBLIC =
      new Registry("mcr.microsoft.com", "bicep/avm/x", "1.0", null);

  @TempDir private Path folder;
  private final FakeRegistry registry = new FakeRegistry();
  private ModuleSources sources;

  @BeforeEach
  void nameTheSources() {
    sources =
        new ModuleSources(
            folder,
            List.of(folder.resolve("m1"), folder.resolve("m2")),
            folder.resolve(".bicep"),
            folder.resolve("own"),
            List.of("127.0.0.1"),
            true);
  }

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void areSearchedInOrder() throws IOException {
    Path last = write(".bicep/br/mcr.microsoft.com/bicep$avm$x/1.0$/main.json");
    assertThat(found(PUBLIC)).isEqualTo(last);

    Path second = write("m2/avm/x/1.0/main.json");
    assertThat(found(PUBLIC)).isEqualTo(second);

    Path first = write("m1/avm/x/1.0/main.json");
    assertThat(found(PUBLIC)).isEqualTo(first);
  }

  @Test
  void resultForMissingModuleListsSearchedLocations() {
    assertThat(why(PUBLIC, sources))
        .isEqualTo(
            "`%1$s/m1/avm/x/1.0/main.json` does not exist; `%1$s/m2/avm/x/1.0/main.json` does not exist; `%1$s/.bicep/br/mcr.microsoft.com/bicep$avm$x/1.0$/main.json` does not exist; `%1$s/own/tags/mcr.microsoft.com/bicep$avm$x/1.0$` does not exist; not downloaded because of `--offline`"
                .formatted(folder));
    assertThat(
            why(
                new TemplateSpec("0d4c2fd4-58e5-4e6a-a7a3-2a1b3c4d5e6f", "g", "n", "v"),
                sources.withModulePaths(List.of()).withOffline(false)))
        .contains(".bicep/ts/")
        .endsWith(
            "template specs are not downloaded from Azure; run `bicep restore` while signed"
                + " in");
  }

  @Test
  void downloadsNothing_withoutACacheFolder() {
    assertThat(why(PUBLIC, ModuleSources.of(null, _ -> null)))
        .isEqualTo(
            "no cache folder for downloaded modules; set `XDG_CACHE_HOME` to an absolute path");
  }

  @Test
  void searchEachModuleOnce_ignoringTheCaseOfItsHost() throws IOException {
    ArtifactStore store = ArtifactStoreChain.standard(sources);
    store.find(PUBLIC);
    write("m1/avm/x/1.0/main.json");

    assertThat(store.find(new Registry("MCR.microsoft.com", "bicep/avm/x", "1.0", null)))
        .isInstanceOf(Artifact.Missing.class);
    assertThat(ArtifactStoreChain.standard(sources).find(PUBLIC))
        .isInstanceOf(Artifact.Found.class);
  }

  @Test
  void concurrentLookupsDownloadOnce() throws Exception {
    registry.holds("a/b", "1.0", "{}");
    Registry reference = new Registry(registry.host(), "a/b", "1.0", null);
    ArtifactStore store = ArtifactStoreChain.standard(sources.withOffline(false));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var result :
          threads.invokeAll(java.util.Collections.nCopies(20, () -> store.find(reference)))) {
        assertThat(result.get()).isInstanceOf(Artifact.Found.class);
      }
    }

    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void doNotSearchForInvalidReferences() throws IOException {
    write("m1/x/1/main.json");
    for (ArtifactReference reference :
        List.of(
            new Registry("example.com", "../x", "1", null),
            new Registry("example.com/x", "y", "1", null),
            new Registry("example.com", "x y", "1", null),
            new TemplateSpec("..", "g", "n", "v"))) {
      assertThat(why(reference, sources)).isEqualTo("it is not a valid module reference");
    }
  }

  private Path found(ArtifactReference reference) {
    return ((Artifact.Found) ArtifactStoreChain.standard(sources).find(reference)).template();
  }

  private static String why(ArtifactReference reference, ModuleSources sources) {
    return ((Artifact.Missing) ArtifactStoreChain.standard(sources).find(reference)).reason();
  }

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, "{}");
  }
}
