package dev.redoubt.bicep.internal.registry;

import static dev.redoubt.bicep.internal.registry.FakeRegistry.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModuleManifestTest {

  private static final byte[] TEMPLATE = utf8("{}");
  private static final String MANIFEST = FakeRegistry.manifest(TEMPLATE);
  private static final RegistryResult<ModuleManifest> READ =
      RegistryResult.given(new ModuleManifest(OciDigest.of(TEMPLATE), 2));

  @Test
  void readsWhatBicepPublishes() {
    assertThat(read(MANIFEST)).isEqualTo(READ);
  }

  @Test
  void readsWhatOlderBicepPublished_withoutArtifactType() {
    assertThat(read(MANIFEST.replace("artifactType", "x"))).isEqualTo(READ);
  }

  @Test
  void readsWhatOtherToolsPush_withoutConfig() {
    assertThat(read(MANIFEST.replace(ModuleManifest.MODULE_CONFIG, ModuleManifest.NO_CONFIG)))
        .isEqualTo(READ);
  }

  @Test
  void ignoresTheCaseOfMediaTypes() {
    assertThat(read(MANIFEST.replace("vnd.ms.bicep.module", "vnd.MS.Bicep.MODULE")))
        .isEqualTo(READ);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          vnd.ms.bicep.module.artifact | vnd.ms.bicep.provider.artifact | it is not a Bicep module but `application/vnd.ms.bicep.provider.artifact`
          vnd.ms.bicep.module.config   | vnd.oci.image.config           | it is not a Bicep module but `application/vnd.oci.image.config.v1+json`
          vnd.ms.bicep.module.layer    | vnd.other                      | its manifest is not that of a Bicep module: it has no layer of type `application/vnd.ms.bicep.module.layer.v1+json`
          layers                       | manifests                      | its manifest is not that of a Bicep module: it has no `layers`
          module.source.v1.tar+gzip    | module.layer.v1+json           | its manifest is not that of a Bicep module: it has more than one layer of type `application/vnd.ms.bicep.module.layer.v1+json`
          sha256                       | md5                            | its manifest is not that of a Bicep module: the digest of its template cannot be verified
          size                         | length                         | its manifest is not that of a Bicep module: the size of its template is missing
          """)
  void invalidModuleManifestIsRejected(String text, String changed, String why) {
    assertThat(read(MANIFEST.replace(text, changed))).isEqualTo(RegistryResult.refused(why));
  }

  @Test
  void refusesManifestThatIsNotJson() {
    assertThat(read("[]"))
        .isEqualTo(
            RegistryResult.refused(
                "its manifest is not that of a Bicep module: it is not an object"));
    assertThat(read("")).isInstanceOf(RegistryResult.Refused.class);
    assertThat(read("[".repeat(100_000))).isInstanceOf(RegistryResult.Refused.class);
  }

  private static RegistryResult<ModuleManifest> read(String text) {
    return ModuleManifest.read(utf8(text));
  }
}
