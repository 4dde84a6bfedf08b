package dev.redoubt.bicep.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleFolderStoreTest {

  @TempDir private Path temporary;
  private Path folder;
  private ModuleFolderStore store;

  @BeforeEach
  void makeFolder() throws IOException {
    folder = Files.createDirectories(temporary.resolve("modules"));
    store = new ModuleFolderStore(folder);
  }

  @Test
  void holdsThePublicRegistry_withoutItsPrefix() throws IOException {
    Path file = write("avm/res/storage/storage-account/0.1.0/main.json");

    assertThat(find("mcr.microsoft.com", "bicep/avm/res/storage/storage-account", "0.1.0"))
        .isEqualTo(
            new Artifact.Found(
                file,
                "br:mcr.microsoft.com/bicep/avm/res/storage/storage-account:0.1.0",
                ArtifactStore.Source.FOLDER));
    assertThat(find("mcr.microsoft.com", "bicep/avm/res/storage/storage-account", "0.2.0"))
        .isInstanceOf(Artifact.Missing.class);
    assertThat(find("example.com", "bicep/avm/res/storage/storage-account", "0.1.0"))
        .isInstanceOf(Artifact.Missing.class);
  }

  @Test
  void holdsAnyRegistry_underItsWholePath() throws IOException {
    Path file = write("bicep/net/vnet/v1/main.json");

    assertThat(find("contoso.azurecr.io", "bicep/net/vnet", "v1"))
        .isEqualTo(
            new Artifact.Found(
                file, "br:contoso.azurecr.io/bicep/net/vnet:v1", ArtifactStore.Source.FOLDER));
    assertThat(find("mcr.microsoft.com", "bicep/net/vnet", "v1"))
        .isInstanceOf(Artifact.Found.class);
  }

  @Test
  void holdsTemplateSpecs_asWrittenOrInLowerCase() throws IOException {
    write("ts/0d4c/my-rg/spec/v1/main.json");
    write("ts/0D4C/My-RG/Other/V2/main.json");

    assertThat(store.find(new TemplateSpec("0D4C", "My-RG", "Spec", "V1")))
        .isInstanceOf(Artifact.Found.class);
    assertThat(store.find(new TemplateSpec("0D4C", "My-RG", "Other", "V2")))
        .isInstanceOf(Artifact.Found.class);
  }

  @Test
  void resultForMissingModuleListsSearchedLocations() {
    assertThat(find("mcr.microsoft.com", "bicep/avm/x", "1.0"))
        .isEqualTo(
            new Artifact.Missing("`" + folder.resolve("avm/x/1.0/main.json") + "` does not exist"));
  }

  @Test
  void isNotSearchedForDigests() throws IOException {
    write("net/vnet/sha256/main.json");

    assertThat(
            store.find(new Registry("example.com", "net/vnet", null, "sha256:" + "0".repeat(64))))
        .isEqualTo(
            new Artifact.Missing(
                "`" + folder + "` is not searched: a folder has no digests to verify"));
  }

  @ParameterizedTest
  @CsvSource({
    "'..', outside",
    "'../outside', v1",
    "'net/../../outside', v1",
    "'net', '../../outside/v1'",
    "'', outside",
    "'.', outside",
    "'net\\..\\..', outside",
    "'/outside', v1",
  })
  void isNeverLeft_byAPath(String repository, String tag) throws IOException {
    Files.createDirectories(temporary.resolve("outside/v1"));
    Files.writeString(temporary.resolve("outside/main.json"), "{}");
    Files.writeString(temporary.resolve("outside/v1/main.json"), "{}");
    Files.createDirectories(folder.resolve("net"));

    assertThat(find("example.com", repository, tag)).isInstanceOf(Artifact.Missing.class);
    assertThat(find("mcr.microsoft.com", "bicep/" + repository, tag))
        .isInstanceOf(Artifact.Missing.class);
  }

  @Test
  void isNeverLeft_byASymbolicLink() throws IOException {
    Path outside = Files.createDirectories(temporary.resolve("outside/v1"));
    Files.writeString(outside.resolve("main.json"), "{}");
    Files.createSymbolicLink(folder.resolve("net"), temporary.resolve("outside"));
    Files.createDirectories(folder.resolve("file/v1"));
    Files.createSymbolicLink(folder.resolve("file/v1/main.json"), outside.resolve("main.json"));

    for (String repository : new String[] {"net", "file"}) {
      assertThat(find("example.com", repository, "v1"))
          .isEqualTo(
              new Artifact.Missing(
                  "`%s` resolves to a path outside `%s`"
                      .formatted(folder.resolve(repository).resolve("v1/main.json"), folder)));
    }
  }

  @Test
  void followsSymbolicLinks_thatStayInIt() throws IOException {
    write("net/v1/main.json");
    Files.createSymbolicLink(folder.resolve("net/latest"), folder.resolve("net/v1"));
    Files.createSymbolicLink(temporary.resolve("alias"), folder);

    assertThat(find("example.com", "net", "latest")).isInstanceOf(Artifact.Found.class);
    assertThat(
            new ModuleFolderStore(temporary.resolve("alias"))
                .find(new Registry("example.com", "net", "v1", null)))
        .isInstanceOf(Artifact.Found.class);
  }

  @Test
  void findsNothing_whenTheFolderDoesNotExist() {
    assertThat(
            new ModuleFolderStore(temporary.resolve("none"))
                .find(new Registry("example.com", "net", "v1", null)))
        .isInstanceOf(Artifact.Missing.class);
  }

  private Artifact find(String registry, String repository, String tag) {
    return store.find(new Registry(registry, repository, tag, null));
  }

  private Path write(String path) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.resolveSibling(""));
    return Files.writeString(file, "{}");
  }
}
