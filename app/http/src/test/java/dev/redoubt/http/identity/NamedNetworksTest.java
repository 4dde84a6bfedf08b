package dev.redoubt.http.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedNetworksTest {

  private static NamedNetworks.Range range(String name, String text) {
    return NamedNetworks.Range.parse(name, text).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "10.0.0.0/",
        "10.0.0.0/a",
        "10.0.0.0/-1",
        "10.0.0.0/33",
        "10.0.0.0/8/8",
        "10.0.0.1/8",
        "10.0.0.1/31",
        "10.128.0.0/8",
        "2001:db8::1/32",
        "2001:db8::/129",
        "10.0.0.0/0008",
        "issuer.example",
        "127.0.0.1/999"
      })
  void rejectsMalformedRange(String text) {
    assertThat(NamedNetworks.Range.parse("n", text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.255.255, true",
    "10.0.0.0/8, 11.0.0.0, false",
    "10.0.0.0/8, 9.255.255.255, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.2, false",
    "10.1.2.3/32, 10.1.2.3, true",
    "10.1.2.2/31, 10.1.2.3, true",
    "10.1.2.2/31, 10.1.2.4, false",
    "0.0.0.0/0, 255.255.255.255, true",
    "0.0.0.0/0, ::1, false",
    "128.0.0.0/1, 200.1.1.1, true",
    "128.0.0.0/1, 127.1.1.1, false",
    "2001:db8::/32, 2001:db8:ffff::1, true",
    "2001:db8::/32, 2001:db9::1, false",
    "::1, ::1, true",
    "::/0, 10.0.0.1, false",
    "10.0.0.0/8, nonsense, false",
    "10.0.0.0/8, '', false"
  })
  void rangeContainsAddresses(String text, String address, boolean has) {
    NamedNetworks networks = new NamedNetworks(List.of(range("n", text)));
    assertThat(networks.name(address)).isEqualTo(has ? "n" : "");
  }

  @Test
  void returnsNarrowestNetworkInAnyOrder() {
    NamedNetworks.Range wide = range("wide", "10.0.0.0/8");
    NamedNetworks.Range narrow = range("narrow", "10.20.0.0/16");
    assertThat(new NamedNetworks(List.of(wide, narrow)).name("10.20.1.1")).isEqualTo("narrow");
    assertThat(new NamedNetworks(List.of(narrow, wide)).name("10.20.1.1")).isEqualTo("narrow");
    assertThat(new NamedNetworks(List.of(narrow, wide)).name("10.21.1.1")).isEqualTo("wide");
    // Of two that are as narrow, the first.
    assertThat(new NamedNetworks(List.of(range("a", "10.0.0.0/8"), wide)).name("10.1.1.1"))
        .isEqualTo("a");
    assertThat(NamedNetworks.NONE.name("10.1.1.1")).isEmpty();
  }
}
