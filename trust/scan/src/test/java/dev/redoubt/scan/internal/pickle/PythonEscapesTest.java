package dev.redoubt.scan.internal.pickle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Matches Python's `codecs.escape_decode` and `raw-unicode-escape`, where these succeed.
class PythonEscapesTest {

  static Object[][] ofBytes() {
    return new Object[][] {
      {"", ""},
      {"abc", "abc"},
      {"\\", "\\"},
      {"a\\", "a\\"},
      {"\\n\\t\\r\\a\\b\\f\\v", "\n\t\r\u0007\b\f\u000b"},
      {"\\\\\\'\\\"", "\\'\""},
      {"a\\\nb", "ab"},
      {"\\q", "\\q"},
      {"\\x41b", "Ab"},
      {"\\xff", "\u00ff"},
      {"\\x4", "\\x4"},
      {"\\x4g", "\\x4g"},
      {"\\x", "\\x"},
      {"\\x411", "A1"},
      {"\\101", "A"},
      {"\\1011", "A1"},
      {"\\7", "\u0007"},
      {"\\78", "\u00078"},
      {"\\12", "\n"},
      {"\\012", "\n"},
      {"\\0", "\0"},
      {"\\400", "\0"},
      {"\\777", "\u00ff"},
      {"\\8", "\\8"},
      {"x\\x6f\\x73y", "xosy"},
    };
  }

  @ParameterizedTest
  @MethodSource("ofBytes")
  void readsThoseOfBytes(String escaped, String text) {
    assertThat(PythonEscapes.bytes(escaped)).isEqualTo(text);
  }

  static Object[][] ofText() {
    return new Object[][] {
      {"", ""},
      {"abc", "abc"},
      {"\\", "\\"},
      {"a\\", "a\\"},
      {"\\u0041b", "Ab"},
      {"\\u00e4", "ä"},
      {"\\U00000041b", "Ab"},
      {"\\U0001F600", "\ud83d\ude00"},
      {"\\U0010ffff", "\udbff\udfff"},
      {"\\U00110000", "\ufffd"},
      {"\\Uffffffff", "\ufffd"},
      {"\\n", "\\n"},
      {"\\u004", "\\u004"},
      {"\\u004g", "\\u004g"},
      {"\\U0000004", "\\U0000004"},
      {"\\\\u0041", "\\\\u0041"},
      {"\\\\\\u0041", "\\\\A"},
      {"\\u00411", "A1"},
    };
  }

  @ParameterizedTest
  @MethodSource("ofText")
  void readsThoseOfText(String escaped, String text) {
    assertThat(PythonEscapes.unicode(escaped)).isEqualTo(text);
  }
}
