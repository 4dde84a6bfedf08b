package dev.redoubt.bicep.internal.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedRegistriesTest {

  private static final TrustedRegistries TRUSTED =
      new TrustedRegistries(List.of("Registry.example.com", " *.corp.example", "[::1]"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mcr.microsoft.com",
        "MCR.Microsoft.com:443",
        "ghcr.io",
        "contoso.azurecr.io",
        "registry.example.com:5000",
        "a.corp.example",
        "[::1]:5000"
      })
  void areThoseOfTheCompiler_andThoseThatAreNamed(String registry) {
    assertThat(TRUSTED.include(registry)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "127.0.0.1:5000",
        "azurecr.io",
        ".azurecr.io",
        "evilazurecr.io",
        "contoso.azurecr.io.evil.example",
        "mcr.microsoft.com.evil.example",
        "corp.example",
        "[::1",
        ""
      })
  void areNoOthers(String registry) {
    assertThat(TRUSTED.include(registry)).isFalse();
  }
}
