package dev.redoubt.bicep.internal.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowedEndpointsTest {

  @ParameterizedTest
  @CsvSource({
    "mcr.microsoft.com, https://mcr.microsoft.com",
    "example.com:8443, https://example.com:8443",
    "localhost.example.com, https://localhost.example.com",
    "127.example.com, https://127.example.com",
    "10.0.0.1, https://10.0.0.1",
    "localhost, http://localhost",
    "LOCALHOST:5000, http://LOCALHOST:5000",
    "127.0.0.1:5000, http://127.0.0.1:5000",
    "127.8.9.10, http://127.8.9.10",
    "[::1]:5000, http://[::1]:5000",
  })
  void asksOverHttps_exceptOnThisMachine(String registry, String address) {
    assertThat(AllowedEndpoints.of(registry)).isEqualTo(URI.create(address));
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example, https://b.example/x, true",
    "https://a.example, http://a.example/x, false",
    "https://a.example, https://localhost/x, false",
    "https://a.example, http://127.0.0.1/x, false",
    "https://a.example, http://[::1]/x, false",
    "https://a.example, https://user@b.example/x, false",
    "https://a.example, ftp://b.example/x, false",
    "http://localhost:5000, http://127.0.0.1:9/x, true",
    "http://localhost:5000, https://b.example/x, true",
    "http://localhost:5000, http://b.example/x, false",
  })
  void isSentOnly_toWhereItMayGo(String from, String to, boolean allowed) {
    assertThat(AllowedEndpoints.mayRedirect(URI.create(from), URI.create(to))).isEqualTo(allowed);
  }

  @ParameterizedTest
  @CsvSource({
    "https://a.example/x, https://A.example:443/y, true",
    "https://a.example, https://a.example:8443, false",
    "https://a.example, http://a.example, false",
    "https://a.example, https://a.example.org, false",
    "http://localhost:5000, http://localhost:5001, false",
  })
  void isTheSameServer_whenSchemeHostAndPortAre(String one, String other, boolean same) {
    assertThat(AllowedEndpoints.sameServer(URI.create(one), URI.create(other))).isEqualTo(same);
  }
}
