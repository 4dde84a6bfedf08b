package dev.redoubt.scan.internal.protobuf;

import dev.redoubt.scan.internal.model.MalformedContentException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a protocol buffers message in text format, as a list of its fields including those of
/// nested messages. Source: the text format language specification of protocol buffers.
public final class TextMessage {

  /// Deeper than any configuration.
  private static final int DEPTH = 100;

  private static final int FIELDS = 100_000;

  private static final Pattern TOKEN =
      Pattern.compile(
          "(?:[\\s,;]|#[^\\n"
              + "]*+)*+(?:(?<name>[A-Za-z_][\\w.+-]*+|\\[[\\w./"
              + " ]++\\](?=\\s*+[:{<]))|(?<text>\"(?:[^\"\\\\\\n"
              + "]|\\\\.)*+\"|'(?:[^'\\\\\\n"
              + "]|\\\\.)*+')"
              + "|(?<number>[-+]?[0-9.][\\w.+-]*+|-[A-Za-z]\\w*+)|(?<mark>[:{}<>\\[\\]])|(?<end>\\z))");

  /// One value.
  ///
  /// @param name of the field
  /// @param value a string without quotes and with its escapes as written, or a word or number;
  ///   empty at the start of a message
  /// @param offset in characters
  public record Field(String name, String value, long offset) {}

  private final String text;
  private final Matcher token;
  private final List<Field> fields = new ArrayList<>();
  private int open;
  private String name = "";

  private TextMessage(String text) {
    this.text = text;
    this.token = TOKEN.matcher(text);
  }

  /// The fields of a text, in order.
  public static List<Field> fields(String text) throws MalformedContentException {
    TextMessage message = new TextMessage(text);
    int at = 0;
    while (at >= 0) {
      at = message.next(at);
    }
    return message.fields;
  }

  /// Reads a token, and returns the start of the next one; -1 at the end.
  private int next(int at) throws MalformedContentException {
    if (!token.region(at, text.length()).lookingAt()) {
      throw new MalformedContentException(at, "invalid text format");
    }
    if (token.group("end") != null) {
      if (open > 0) {
        throw new MalformedContentException(at, "unterminated message");
      }
      return -1;
    }
    if (token.group("mark") != null) {
      mark(token.group("mark").charAt(0), token.start("mark"));
      return token.end();
    }
    String word = token.group("name");
    if (word != null && isField(token.end())) {
      name = word.replaceAll("[\\[\\] ]", "");
    } else if (token.group("text") != null) {
      return texts();
    } else {
      boolean number = word == null;
      add(token.group(number ? "number" : "name"), token.start(number ? "number" : "name"));
    }
    return token.end();
  }

  /// Adjacent strings are one string.
  private int texts() throws MalformedContentException {
    int start = token.start("text");
    StringBuilder value = new StringBuilder();
    int end;
    do {
      String part = token.group("text");
      value.append(part, 1, part.length() - 1);
      end = token.end();
    } while (token.region(end, text.length()).lookingAt() && token.group("text") != null);
    add(value.toString(), start);
    return end;
  }

  private boolean isField(int end) {
    Matcher next = TOKEN.matcher(text).region(end, text.length());
    return next.lookingAt() && next.group("mark") != null && ":{<".contains(next.group("mark"));
  }

  private void mark(char mark, int at) throws MalformedContentException {
    if (mark == '{' || mark == '<') {
      add("", at);
      if (++open > DEPTH) {
        throw new MalformedContentException(
            at, "messages nested more than `" + DEPTH + "` levels deep");
      }
    } else if ((mark == '}' || mark == '>') && --open < 0) {
      throw new MalformedContentException(at, "unexpected end of a message");
    }
  }

  private void add(String value, int at) throws MalformedContentException {
    if (fields.size() >= FIELDS) {
      throw new MalformedContentException(at, "more than `" + FIELDS + "` fields");
    }
    fields.add(new Field(name, value, at));
  }
}
