package dev.redoubt.bicep.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.module.ArtifactReference.Registry;
import dev.redoubt.bicep.module.ArtifactReference.TemplateSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheFolderNamesTest {

  @Test
  void usesTheFolderNamesOfTheBicepCli() {
    assertThat(
            CacheFolderNames.of(
                new Registry("mcr.microsoft.com", "bicep/avm/res/storage", "0.1.0", null)))
        .containsExactly("br", "mcr.microsoft.com", "bicep$avm$res$storage", "0.1.0$");
    assertThat(
            CacheFolderNames.of(
                new Registry("LOCALHOST:5000", "x", null, "sha256:" + "0".repeat(64))))
        .containsExactly("br", "localhost$5000", "x", "sha256#" + "0".repeat(64));
    assertThat(CacheFolderNames.of(new TemplateSpec("AB-cd", "My-RG", "Spec", "V1.0")))
        .containsExactly("ts", "ab-cd", "my-rg", "spec", "v1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "v1, v1$",
    "V1, V1$1",
    "latEst, latEst$8",
    "XyZw, XyZw$5",
    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAb1,"
        + " AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAb1$ffffffffffffffff",
    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaB,"
        + " aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaB$10000000000000000",
  })
  void tellsTagsApart_whereCaseIsIgnored(String tag, String name) {
    assertThat(CacheFolderNames.of(new Registry("r", "x", tag, null)).getLast()).isEqualTo(name);
  }
}
