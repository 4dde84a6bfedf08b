package dev.redoubt.bicep.module;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleSourcesTest {

  private static final Path HOME = Path.of("home", "me").toAbsolutePath();
  private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

  @Test
  void areTheCachesInTheHomeFolder() {
    ModuleSources sources = sources(Map.of());

    assertThat(sources.bicepCache()).isEqualTo(HOME.resolve(".bicep"));
    assertThat(sources.downloadCache()).isEqualTo(HOME.resolve(".cache/redoubt/modules"));
    assertThat(sources.trustedRegistries()).isEmpty();
    assertThat(sources.offline()).isFalse();
  }

  @Test
  void followTheEnvironment() {
    ModuleSources sources =
        sources(
            Map.of(
                "XDG_CACHE_HOME",
                ELSEWHERE.toString(),
                "BICEP_TRUSTED_REGISTRIES",
                "a.example, *.b.example;;c.example"));

    assertThat(sources.downloadCache()).isEqualTo(ELSEWHERE.resolve("redoubt/modules"));
    assertThat(sources.trustedRegistries())
        .containsExactly("a.example", "*.b.example", "c.example");
  }

  @Test
  void leaveOutAFolderThatIsNotAbsolute() {
    assertThat(sources(Map.of("XDG_CACHE_HOME", "relative")).downloadCache())
        .isEqualTo(HOME.resolve(".cache/redoubt/modules"));
    assertThat(ModuleSources.of(Path.of("?"), _ -> null).bicepCache()).isNull();
    assertThat(ModuleSources.of(null, _ -> null).downloadCache()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"~, ''", "~/cache, cache"})
  void takeTheCacheOfAConfiguration_fromTheHomeFolder(String written, String below) {
    assertThat(sources(Map.of()).withCacheOf(configuration(written)).bicepCache())
        .isEqualTo(HOME.resolve(below));
  }

  @Test
  void takeTheCacheOfAConfiguration_asItIsWritten() {
    assertThat(sources(Map.of()).withCacheOf(configuration(ELSEWHERE.toString())).bicepCache())
        .isEqualTo(ELSEWHERE);
    assertThat(sources(Map.of()).withCacheOf(BicepConfiguration.BUILT_IN).bicepCache())
        .isEqualTo(HOME.resolve(".bicep"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"relative", "~other/x", "//server/share", "\\\\server\\share", "\0"})
  void haveNoBicepCache_whenTheConfiguredFolderIsNotAllowed(String written) {
    assertThat(sources(Map.of()).withCacheOf(configuration(written)).bicepCache()).isNull();
  }

  @Test
  void areChangedOneByOne() {
    ModuleSources sources = sources(Map.of()).withModulePaths(List.of(ELSEWHERE)).withOffline(true);

    assertThat(sources.modulePaths()).containsExactly(ELSEWHERE);
    assertThat(sources.offline()).isTrue();
    assertThat(sources.bicepCache()).isEqualTo(HOME.resolve(".bicep"));
  }

  private static ModuleSources sources(Map<String, String> environment) {
    return ModuleSources.of(HOME, environment::get);
  }

  private static BicepConfiguration configuration(@Nullable String cacheRoot) {
    return new BicepConfiguration(
        "x", Map.of(), Map.of(), Map.of(), Map.of(), List.of(), Set.of(), cacheRoot);
  }
}
