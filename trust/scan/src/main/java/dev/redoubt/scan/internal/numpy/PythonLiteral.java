package dev.redoubt.scan.internal.numpy;

import dev.redoubt.scan.internal.numpy.NpyHeader.NoLiteral;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A Python literal, as far as array headers need it; none of its forms runs code.
sealed interface PythonLiteral {

  record Text(String value) implements PythonLiteral {}

  record Whole(BigInteger value) implements PythonLiteral {}

  record Truth(boolean value) implements PythonLiteral {}

  record Nothing() implements PythonLiteral {}

  /// A list or a tuple.
  record Sequence(List<PythonLiteral> values) implements PythonLiteral {}

  record Mapping(Map<String, PythonLiteral> values) implements PythonLiteral {}

  static PythonLiteral parse(String text) throws NoLiteral {
    Reader reader = new Reader(text);
    PythonLiteral literal = reader.value(0);
    reader.end();
    return literal;
  }

  /// Parses a literal from left to right.
  final class Reader {

    /// Structured types nest, but not this deeply.
    private static final int DEPTH = 50;

    private static final int DIGITS = 40;

    private final String text;
    private int at;

    private Reader(String text) {
      this.text = text;
    }

    private PythonLiteral value(int depth) throws NoLiteral {
      if (depth > DEPTH) {
        throw wrong();
      }
      char next = peek();
      return switch (next) {
        case '{' -> mapping(depth);
        case '(' -> sequence(')', depth);
        case '[' -> sequence(']', depth);
        case '\'', '"' -> new Text(string());
        default -> word();
      };
    }

    private PythonLiteral mapping(int depth) throws NoLiteral {
      at++;
      Map<String, PythonLiteral> values = new LinkedHashMap<>();
      while (peek() != '}') {
        String key = string();
        expect(':');
        if (values.put(key, value(depth + 1)) != null) {
          throw new NoLiteral("duplicate key `%s`".formatted(key));
        }
        if (peek() != '}') {
          expect(',');
        }
      }
      at++;
      return new Mapping(values);
    }

    private PythonLiteral sequence(char close, int depth) throws NoLiteral {
      at++;
      List<PythonLiteral> values = new ArrayList<>();
      while (peek() != close) {
        values.add(value(depth + 1));
        if (peek() != close) {
          expect(',');
        }
      }
      at++;
      return new Sequence(List.copyOf(values));
    }

    private String string() throws NoLiteral {
      char quote = peek();
      if (quote != '\'' && quote != '"') {
        throw wrong();
      }
      StringBuilder value = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != quote; at++) {
        char character = text.charAt(at);
        if (character == '\\' && at + 1 < text.length()) {
          character = text.charAt(++at);
        }
        value.append(character);
      }
      if (at >= text.length()) {
        throw wrong();
      }
      at++;
      return value.toString();
    }

    private PythonLiteral word() throws NoLiteral {
      int start = at;
      while (at < text.length()
          && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '-')) {
        at++;
      }
      String word = text.substring(start, at);
      return switch (word) {
        case "True" -> new Truth(true);
        case "False" -> new Truth(false);
        case "None" -> new Nothing();
        default -> number(word, start);
      };
    }

    /// Python 2 wrote an `L` after long numbers.
    private PythonLiteral number(String word, int start) throws NoLiteral {
      String digits = word.endsWith("L") ? word.substring(0, word.length() - 1) : word;
      if (digits.isEmpty() || digits.length() > DIGITS || !digits.matches("-?[0-9]+")) {
        at = start;
        throw wrong();
      }
      return new Whole(new BigInteger(digits));
    }

    private char peek() throws NoLiteral {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
      if (at >= text.length()) {
        throw new NoLiteral("unexpected end of data");
      }
      return text.charAt(at);
    }

    private void expect(char character) throws NoLiteral {
      if (peek() != character) {
        throw wrong();
      }
      at++;
    }

    private void end() throws NoLiteral {
      if (!text.substring(at).isBlank()) {
        throw wrong();
      }
    }

    private NoLiteral wrong() {
      String here = text.substring(Math.min(at, text.length()), Math.min(text.length(), at + 60));
      return new NoLiteral("`%s` is not a plain value".formatted(here.strip()));
    }
  }
}
