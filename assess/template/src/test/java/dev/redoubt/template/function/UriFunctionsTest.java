package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.failure;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.StringValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// URIs according to RFC 3986, printed as .NET's `Uri` does, and data URIs.
final class UriFunctionsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "https://a/b?q | #f | https://a/b?q#f",
        "https://a/b?q | ~~ | https://a/b?q",
        "https://a/b | http://c/d/../e | http://c/e",
        "https://a/b/ | x\"y | https://a/b/x%22y",
        "https://a/b/ | x\u007fy | https://a/b/x%7Fy",
        "https://a/b/ | ä | https://a/b/%C3%A4",
        "https://a:/x | y | https://a/y",
        "https://a:8/x | y | https://a:8/y",
        "https://u:p@A:8/x | y | https://u:p@a:8/y",
        "https://[::1]:8080/x | y | https://[::1]:8080/y",
        "https://[::1]/x | y | https://[::1]/y",
        "http://a:80/x | y | http://a/y",
        "http://a:443/x | y | http://a:443/y",
        "https://a:80/x | y | https://a:80/y",
        "ftp://a:80/x | y | ftp://a:80/y",
      })
  void uri_resolvesReferences_andPrintsTheResult(String base, String relative, String expected) {
    assertThat(eval("uri('%s', '%s')".formatted(base, relative)))
        .isEqualTo(StringValue.of(expected));
  }

  @ParameterizedTest
  @CsvSource({"a, a", "z, z", "A, a", "Z, z", "a0+9-.z, a0+9-.z"})
  void aScheme_isALetter_andLettersDigitsAndThreeSigns(String scheme, String printed) {
    assertThat(eval("uri('%s://h/x', 'y')".formatted(scheme)))
        .isEqualTo(StringValue.of(printed + "://h/y"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {":a", "://h/x", "0a://h/x", "+a://h/x", "{a://h/x", "[a://h/x", "a;b://h/x"})
  void uri_fails_ifTheBaseHasNoScheme(String base) {
    assertThat(failure("uri('" + base + "', 'y')")).contains("absolute URI", "`" + base + "`");
  }

  @Test
  void uri_isLimited() {
    assertThat(json("length(uri('https://a/', padLeft('', 1048566, 'x')))")).isEqualTo("1048576");
    assertThat(failure("uri('https://a/', padLeft('', 1048567, 'x'))")).contains("1048576");
  }

  @Test
  void parseUri_readsEachPart() {
    assertThat(json("parseUri('https://u@[::1]:8080')"))
        .isEqualTo(
            "{\"scheme\":\"https\",\"host\":\"[::1]\",\"port\":8080,\"path\":\"/\",\"query\":\"\"}");
    assertThat(json("parseUri('HTTPS://Host/p?q#f')"))
        .isEqualTo(
            "{\"scheme\":\"https\",\"host\":\"host\",\"port\":null,\"path\":\"/p\","
                + "\"query\":\"?q\"}");
  }

  @Test
  void parseUri_fails_withoutASchemeOrAHost_orWithAnotherPort() {
    assertThat(failure("parseUri('urn:x')")).contains("absolute URI", "`urn:x`");
    assertThat(failure("parseUri('//host/x')")).contains("absolute URI", "`//host/x`");
    assertThat(failure("parseUri('https://a:b/')")).contains("port", "`b`");
    assertThat(failure("parseUri('https://a:123456/')")).contains("port", "`123456`");
  }

  @Test
  void buildUri_addsWhatIsMissing() {
    assertThat(json("buildUri(createObject('scheme', 'https', 'host', 'a'))"))
        .isEqualTo("\"https://a/\"");
    assertThat(
            json(
                "buildUri(createObject('scheme', 'https', 'host', 'a', 'port', 8, 'path', 'x',"
                    + " 'query', 'q=1'))"))
        .isEqualTo("\"https://a:8/x?q=1\"");
    assertThat(residual("buildUri(createObject('scheme', 'https', 'host', $text('h')))"))
        .isEqualTo("buildUri(createObject('scheme', 'https', 'host', parameters('h')))");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "createObject('host', 'a')",
        "createObject('scheme', 'https')",
        "createObject('scheme', '', 'host', 'a')",
        "createObject('scheme', 'https', 'host', '')",
        "createObject('scheme', 1, 'host', 'a')",
      })
  void buildUri_fails_withoutASchemeOrAHost(String parts) {
    assertThat(failure("buildUri(" + parts + ")")).contains("`scheme`", "`host`");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"%4 | %4", "%4g | %4g", "%g4 | %g4", "%4a%4B | JK", "a%7Ez | a~z", "plain | plain"})
  void uriComponentToString_decodesOnlyTwoHexadecimalDigits(String text, String expected) {
    assertThat(eval("uriComponentToString('" + text + "')")).isEqualTo(StringValue.of(expected));
  }

  @Test
  void uriComponentToString_decodesControlCharacters() {
    assertThat(eval("uriComponentToString('a%00%0Ab')")).isEqualTo(StringValue.of("a\0\nb"));
  }

  @Test
  void uriComponent_keepsAnUnknown_thatHasNothingToEncode() {
    assertThat(residual("uriComponent(uniqueString($text('p')))"))
        .isEqualTo("uniqueString(parameters('p'))");
    assertThat(residual("uriComponent(uriComponent($text('p')))"))
        .isEqualTo("uriComponent(uriComponent(parameters('p')))");
  }

  @Test
  void dataUris_areReadWithoutCaseOfTheScheme() {
    assertThat(eval("dataUriToString('DATA:text/plain,ab')")).isEqualTo(StringValue.of("ab"));
    assertThat(eval("dataUriToString('data:text/plain;BASE64,YWI=')"))
        .isEqualTo(StringValue.of("ab"));
    assertThat(failure("dataUriToString('text:,ab')")).contains("data URI");
    assertThat(failure("dataUriToString('data:text/plain')")).contains("data URI");
    assertThat(failure("dataUriToString('data:;base64,****')")).contains("base64");
    assertThat(failure("base64ToString('****')")).contains("base64");
  }

  @Test
  void encodings_haveAtMostTheMaximumLength() {
    assertThat(json("length(base64(padLeft('', 786432)))")).isEqualTo("1048576");
    assertThat(failure("base64(padLeft('', 786433))")).contains("1048576");
    assertThat(failure("dataUri(padLeft('', 786433))")).contains("1048576");
    assertThat(json("empty(dataUri(padLeft('', 786432)))")).isEqualTo("false");
    assertThat(json("length(uriComponent(padLeft('', 349525)))")).isEqualTo("1048575");
    assertThat(failure("uriComponent(padLeft('', 349526))")).contains("1048576");
  }
}
