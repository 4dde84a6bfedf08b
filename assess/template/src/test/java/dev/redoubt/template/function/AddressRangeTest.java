package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The text of addresses: RFC 4291, section 2.2, and its canonical form, RFC 5952.
final class AddressRangeTest {

  @ParameterizedTest
  @CsvSource({
    "1:2:3:4:5:6:7:8/128, 1:2:3:4:5:6:7:8",
    "1:2:3:4:5:6::8/128, 1:2:3:4:5:6:0:8",
    "1:0:0:2:0:0:3:4/128, 1::2:0:0:3:4",
    "1:0:0:2:0:0:0:4/128, 1:0:0:2::4",
    "fd00::1/128, fd00::1",
    "1::/128, 1::",
    "::/128, ::",
    "::1/128, ::1",
    "FD00:0:0:00AB::/64, fd00:0:0:ab::",
    "::ffff:10.0.0.1/128, ::ffff:a00:1",
    "1:2:3:4:5:6:10.9.8.7/128, 1:2:3:4:5:6:a09:807",
    "9.9.9.99/32, 9.9.9.99",
    "10.90.0.0/29, 10.90.0.0",
  })
  void reads_eachFormOfAnAddress_andWritesTheCanonicalOne(String range, String network) {
    assertThat(json("parseCidr('" + range + "')")).contains("\"network\":\"" + network + "\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.0.0.x/8",
        "10.0.0.-1/8",
        "10.0.0.1/x",
        "10.0.0.1/",
        "10.0.0.1/-1",
        "10.0.0.0000/8",
        "/8",
        "1:2:3/64",
        "1:2:3:4::5:6:7:8/64",
        "1:2:3:4:5:6:7::8:9/64",
        "::ffff:10.0.0/96",
        "::10.0.0.1:ffff/96",
        "::12345/64",
        "::g/64",
      })
  void fails_ifTheTextIsNoRange(String range) {
    assertThat(failure("parseCidr('" + range + "')")).contains("`" + range + "`");
    assertThat(failure("cidrHost('" + range + "', 0)")).contains("`" + range + "`");
    assertThat(failure("cidrSubnet('" + range + "', 32, 0)")).contains("`" + range + "`");
  }

  @Test
  void aPairOfAddresses_hasNoReservedOnes() {
    assertThat(json("parseCidr('10.0.0.5/31')"))
        .contains("\"network\":\"10.0.0.4\"", "\"firstUsable\":\"10.0.0.4\"");
    assertThat(json("parseCidr('10.0.0.5/30')"))
        .contains("\"firstUsable\":\"10.0.0.5\"", "\"lastUsable\":\"10.0.0.6\"");
  }

  @Test
  void subnets_reachTheLengthOfAnAddress() {
    assertThat(json("cidrSubnet('10.0.0.0/30', 32, 3)")).isEqualTo("\"10.0.0.3/32\"");
    assertThat(json("cidrSubnet('fd00::/126', 128, 3)")).isEqualTo("\"fd00::3/128\"");
    assertThat(failure("cidrSubnet('fd00::/126', 129, 0)")).contains("126 to 128");
  }
}
