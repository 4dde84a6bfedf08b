package dev.redoubt.bicep.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.internal.registry.FakeRegistry;
import dev.redoubt.bicep.internal.registry.ModuleRegistryClient;
import dev.redoubt.bicep.internal.registry.OciDigest;
import dev.redoubt.bicep.internal.registry.RegistryHttpClient;
import dev.redoubt.bicep.module.ArtifactReference;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import dev.redoubt.bicep.module.ArtifactStore;
import dev.redoubt.bicep.module.ArtifactStore.Artifact;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryModuleStoreTest {

  private static final String TEMPLATE = "{\"resources\": []}";

  @TempDir private Path temporary;
  private final FakeRegistry registry = new FakeRegistry();

  @AfterEach
  void close() {
    registry.close();
  }

  @Test
  void downloadsOnceAndThenUsesTheCache() throws IOException {
    OciDigest digest = registry.holds("a/b", "V1", TEMPLATE);

    Artifact first = online().find(tagged());
    Artifact second = online().find(tagged());
    Artifact third = offline().find(tagged());
    Artifact byDigest = offline().find(digested(digest));

    assertThat(text(first)).isEqualTo(TEMPLATE);
    assertThat(second).isEqualTo(third);
    assertThat(text(second)).isEqualTo(TEMPLATE);
    assertThat(((Artifact.Found) first).source()).isEqualTo(ArtifactStore.Source.REGISTRY);
    assertThat(((Artifact.Found) second).source()).isEqualTo(ArtifactStore.Source.CACHE);
    assertThat(text(byDigest)).isEqualTo(TEMPLATE);
    assertThat(((Artifact.Found) first).name()).isEqualTo("br:" + registry.host() + "/a/b:V1");
    assertThat(registry.requests()).hasSize(2);
  }

  @Test
  void keepsContentUnderItsDigest_andNothingHalfWritten() throws IOException {
    OciDigest digest = registry.holds("a/b", "V1", TEMPLATE);
    online().find(tagged());

    String host = registry.host().replace(':', '$');
    assertThat(files())
        .containsExactlyInAnyOrder(
            "blobs/sha256/" + OciDigest.of(bytes(TEMPLATE)).hex(),
            "blobs/sha256/" + digest.hex(),
            "tags/" + host + "/a$b/V1$1");
    assertThat(Files.readString(cache().resolve("tags").resolve(host).resolve("a$b/V1$1")))
        .isEqualTo(digest.text());
  }

  @Test
  void downloadsAgain_whenTheCacheIsCorrupt() throws IOException {
    registry.holds("a/b", "V1", TEMPLATE);
    online().find(tagged());
    for (String file : files()) {
      Files.writeString(cache().resolve(file), "spoiled");

      assertThat(text(online().find(tagged()))).isEqualTo(TEMPLATE);
      assertThat(text(offline().find(tagged()))).isEqualTo(TEMPLATE);
    }
  }

  @Test
  void ignoresCorruptCache_whenOffline() throws IOException {
    OciDigest digest = registry.holds("a/b", "V1", TEMPLATE);
    online().find(tagged());
    Path template = cache().resolve("blobs/sha256").resolve(OciDigest.of(bytes(TEMPLATE)).hex());
    Files.writeString(template, TEMPLATE.replace('[', '{'));

    assertThat(why(offline().find(tagged())))
        .isEqualTo(
            "`%s` does not match its digest; not downloaded because of `--offline`"
                .formatted(template));
    assertThat(why(offline().find(digested(digest)))).contains("does not match its digest");
  }

  @Test
  void contactsNoRegistry_whenOffline() {
    registry.holds("a/b", "V1", TEMPLATE);

    assertThat(why(offline().find(tagged()))).endsWith("; not downloaded because of `--offline`");
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void contactsOnlyTrustedRegistries() {
    registry.holds("a/b", "V1", TEMPLATE);

    assertThat(why(modules(false, List.of()).find(tagged())))
        .isEqualTo(
            "not downloaded: the registry `%s` is not trusted; to trust it, add it to `BICEP_TRUSTED_REGISTRIES`"
                .formatted(registry.host()));
    assertThat(registry.requests()).isEmpty();
  }

  @Test
  void doesNotCacheAFailedDownload() {
    assertThat(why(online().find(tagged()))).contains("has no such module or version");
    assertThat(cache()).doesNotExist();
  }

  @Test
  void reportsModuleThatCannotBeCached() throws IOException {
    registry.holds("a/b", "V1", TEMPLATE);
    Files.writeString(cache(), "a file in the place of the folder");

    assertThat(why(online().find(tagged())))
        .isEqualTo(
            "it was downloaded but cannot be cached: `%s` is not writable".formatted(cache()));
  }

  @Test
  void hasNoTemplateSpecs() {
    assertThat(why(online().find(new TemplateSpec("s", "g", "n", "v"))))
        .startsWith("template specs are not downloaded from Azure");
  }

  private RegistryModuleStore online() {
    return modules(false, List.of("127.0.0.1"));
  }

  private RegistryModuleStore offline() {
    return modules(true, List.of("127.0.0.1"));
  }

  private RegistryModuleStore modules(boolean offline, List<String> trusted) {
    return new RegistryModuleStore(
        new PulledModuleCache(cache()),
        new ModuleRegistryClient(new RegistryHttpClient()),
        new TrustedRegistries(trusted),
        offline);
  }

  private Path cache() {
    return temporary.resolve("cache");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> walk = Files.walk(cache())) {
      return walk.filter(Files::isRegularFile)
          .map(file -> cache().relativize(file).toString())
          .toList();
    }
  }

  private ArtifactReference tagged() {
    return new Registry(registry.host(), "a/b", "V1", null);
  }

  private ArtifactReference digested(OciDigest digest) {
    return new Registry(registry.host(), "a/b", null, digest.text());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(Artifact artifact) throws IOException {
    if (artifact instanceof Artifact.Missing(var why)) {
      throw new AssertionError(why);
    }
    return Files.readString(((Artifact.Found) artifact).template());
  }

  private static String why(Artifact artifact) {
    assertThat(artifact).isInstanceOf(Artifact.Missing.class);
    return ((Artifact.Missing) artifact).reason();
  }
}
