package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Unknown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DateAndNetworkFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2020-04-07 14:53:14Z | P3Y | 2023-04-07T14:53:14Z",
        "2020-04-07 14:53:14Z | -P9D | 2020-03-29T14:53:14Z",
        "2020-04-07 14:53:14Z | PT1H | 2020-04-07T15:53:14Z",
        "2022-09-01T00:00:00Z | P10Y | 2032-08-29T00:00:00Z",
        "2023-09-11 14:42:56Z | P2Y | 2025-09-10T14:42:56Z",
        "20210211T193423Z | P1M | 2021-03-13T19:34:23Z",
        "2021-02-11 | P1W | 2021-02-18T00:00:00Z",
        "2021-02-11T19:34:23.5+02:00 | PT0.25S | 2021-02-11T19:34:23.75+02:00",
      })
  void dateTimeAdd_countsYearsAs365Days(String base, String duration, String expected) {
    assertThat(eval("dateTimeAdd('%s', '%s')".formatted(base, duration)))
        .isEqualTo(StringValue.of(expected));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "u | 2020-04-07 14:53:14Z",
        "s | 2020-04-07T14:53:14",
        "o | 2020-04-07T14:53:14.0000000Z",
        "d | 04/07/2020",
        "D | Tuesday, 07 April 2020",
        "F | Tuesday, 07 April 2020 14:53:14",
        "g | 04/07/2020 14:53",
        "R | Tue, 07 Apr 2020 14:53:14 GMT",
        "M | April 07",
        "Y | 2020 April",
        "t | 14:53",
        "M d | 4 7",
        "yyyyMMdd_hhmmss | 20200407_025314",
        "yy/M/d h:m:s tt | 20/4/7 2:53:14 PM",
        "ddd dddd MMM MMMM | Tue Tuesday Apr April",
        "HH'h'mm zzz K %h | 14h53 +00:00 Z 2",
        "yyyy-MM-ddTHH:mm:ss.fffZ | 2020-04-07T14:53:14.000Z",
        "ss.FFF | 14",
      })
  void writes_dotNetsDateFormats(String format, String expected) {
    assertThat(
            eval(
                "dateTimeAdd('2020-04-07 14:53:14Z', 'PT0S', '%s')"
                    .formatted(format.replace("'", "''"))))
        .isEqualTo(StringValue.of(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dateTimeAdd('yesterday', 'P1D')",
        "dateTimeAdd('2020-13-01', 'P1D')",
        "dateTimeAdd('2020-01-01', '1D')",
        "dateTimeAdd('2020-01-01', 'P')",
        "dateTimeAdd('2020-01-01', 'P1DT')",
        "dateTimeAdd('2020-01-01', 'P9999Y')",
        "dateTimeAdd('2020-01-01', 'P999999999Y')",
        "dateTimeAdd('2020-01-01', 'P1D', 'q')",
        "dateTimeFromEpoch(9223372036854775807)",
        "dateTimeToEpoch('now')",
        "utcNow('q')",
        "parseCidr('10.0.0.0')",
        "parseCidr('10.0.0.256/8')",
        "parseCidr('10.0.0/8')",
        "parseCidr('010.0.0.0/8')",
        "parseCidr('10.0.0.0/33')",
        "parseCidr('fd00::1::/64')",
        "parseCidr('fd00:/64')",
        "parseCidr('1:2:3:4:5:6:7:8:9/64')",
        "parseCidr('::/129')",
        "cidrSubnet('10.0.0.0/16', 8, 0)",
        "cidrSubnet('10.0.0.0/16', 33, 0)",
        "cidrSubnet('10.0.0.0/16', 24, 256)",
        "cidrSubnet('10.0.0.0/16', 24, -1)",
        "cidrHost('10.0.0.0/24', 254)",
        "cidrHost('10.0.0.0/24', -1)",
        "cidrHost('10.0.0.0/32', 0)",
      })
  void fails_whereAzureFails(String expression) {
    assertThat(failure(expression)).isNotBlank();
  }

  @Test
  void epochConversion_isReversible() {
    assertThat(json("dateTimeToEpoch('2023-05-02T15:16:13Z')")).isEqualTo("1683040573");
    assertThat(eval("dateTimeFromEpoch(1683040573)"))
        .isEqualTo(StringValue.of("2023-05-02T15:16:13Z"));
    assertThat(json("dateTimeToEpoch('1970-01-01T02:00:00+02:00')")).isEqualTo("0");
  }

  @Test
  void utcNow_isUnknown_untilDeployment() {
    assertThat(residual("utcNow()")).isEqualTo("utcNow()");
    assertThat(residual("utcNow('yyyy''Z''')")).isEqualTo("utcNow('yyyy''Z''')");
    assertThat(((Unknown) eval("utcNow('u')")).causes())
        .extracting(cause -> cause.kind().name())
        .containsExactly("DEPLOYMENT_TIME");
    assertThat(residual("dateTimeAdd(utcNow('u'), 'P1Y')"))
        .isEqualTo("dateTimeAdd(utcNow('u'), 'P1Y')");
  }

  @ParameterizedTest
  @CsvSource({
    "cidrSubnet('10.144.0.0/20'; 24; 0), 10.144.0.0/24",
    "cidrSubnet('10.144.0.0/20'; 24; 4), 10.144.4.0/24",
    "cidrSubnet('10.144.0.7/20'; 20; 0), 10.144.0.0/20",
    "cidrSubnet('fdad:3236:5555::/48'; 52; 0), fdad:3236:5555::/52",
    "cidrSubnet('fdad:3236:5555::/48'; 52; 4), fdad:3236:5555:4000::/52",
    "cidrHost('10.144.3.0/24'; 0), 10.144.3.1",
    "cidrHost('10.144.3.0/24'; 253), 10.144.3.254",
    "cidrHost('fdad:3236:5555:3000::/52'; 4), fdad:3236:5555:3000::5",
    "cidrHost('::ffff:1.2.3.0/120'; 0), ::ffff:102:301",
    "cidrHost('1:0:0:2::/64'; 0), 1:0:0:2::1",
  })
  void divides_ranges(String expression, String expected) {
    assertThat(eval(expression.replace(';', ','))).isEqualTo(StringValue.of(expected));
  }

  @Test
  void parseCidr_yieldsTheAddressesOfARange() {
    assertThat(json("parseCidr('10.144.0.0/20')"))
        .isEqualTo(
            "{\"network\":\"10.144.0.0\",\"netmask\":\"255.255.240.0\","
                + "\"broadcast\":\"10.144.15.255\",\"firstUsable\":\"10.144.0.1\","
                + "\"lastUsable\":\"10.144.15.254\",\"cidr\":20}");
    assertThat(json("parseCidr('fdad:3236:5555::/48')"))
        .isEqualTo(
            "{\"network\":\"fdad:3236:5555::\",\"netmask\":\"ffff:ffff:ffff::\","
                + "\"firstUsable\":\"fdad:3236:5555::\","
                + "\"lastUsable\":\"fdad:3236:5555:ffff:ffff:ffff:ffff:ffff\",\"cidr\":48}");
    assertThat(json("parseCidr('0.0.0.0/0')")).contains("\"netmask\":\"0.0.0.0\"");
    assertThat(json("parseCidr('1.2.3.4/32')"))
        .contains("\"firstUsable\":\"1.2.3.4\"", "\"lastUsable\":\"1.2.3.4\"");
  }
}
