package dev.redoubt.estate;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON as Azure's tools do, and records the location of each value: comments, trailing
/// commas and line breaks inside strings are allowed. Never throws because of the content.
public final class JsonReader {

  /// Larger than the largest file that Azure accepts (4 MB a template, 8 MB a parameter file) by a
  /// factor that leaves room for exports of whole estates; larger files are not configuration.
  public static final long MAX_BYTES = 64L << 20;

  /// ARM rejects templates nested deeper than 100 levels; nested templates add theirs.
  public static final int MAX_DEPTH = 512;

  /// Limits the memory that a small file of many tiny values can take (2.5 MB of `[` and `,`).
  public static final int MAX_VALUES = 10_000_000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength((int) MAX_BYTES)
                  .maxNameLength(50_000)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private final SourceFiles files;
  private final List<Problem> problems;

  /// @param problems receives the errors and warnings
  public JsonReader(SourceFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Reads a file. Returns null, with a problem, if it is not valid.
  ///
  /// @param name the file name in messages
  public @Nullable Value read(Path file, String name) {
    Origin whole = files.whole(name);
    try {
      long size = Files.size(file);
      if (size > MAX_BYTES) {
        problems.add(
            Problem.error(
                "the file has %,d bytes; the limit is %,d".formatted(size, MAX_BYTES), whole));
        return null;
      }
      return read(Files.readAllBytes(file), name);
    } catch (IOException e) {
      problems.add(Problem.error("cannot be read: " + reason(e), whole));
      return null;
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.NoSuchFileException _ -> "no such file";
      case java.nio.file.AccessDeniedException _ -> "permission denied";
      default -> e.getMessage() == null ? "input/output error" : e.getMessage();
    };
  }

  /// Reads a text. Returns null, with a problem, if it is not valid.
  public @Nullable Value read(String text, String name) {
    return read(text.getBytes(StandardCharsets.UTF_8), name);
  }

  /// Reads bytes in UTF-8, UTF-16 or UTF-32. Returns null, with a problem, if they are not valid.
  public @Nullable Value read(byte[] bytes, String name) {
    int file = files.add(name);
    if (bytes.length > MAX_BYTES) {
      problems.add(
          Problem.error(
              "the text is larger than %d MB".formatted(MAX_BYTES >> 20), files.whole(name)));
      return null;
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), bytes)) {
      return new Tree(parser, file).read();
    } catch (JacksonException e) {
      TokenStreamLocation at = e.getLocation();
      Origin origin =
          at == null ? files.whole(name) : Origin.of(file, at.getLineNr(), at.getColumnNr());
      problems.add(Problem.error(JsonSyntaxProblems.message(e), origin));
      return null;
    }
  }

  /// Builds the value tree of one text.
  private final class Tree {

    private final JsonParser parser;
    private final int file;
    private final Map<String, String> texts = new HashMap<>();
    private int values;

    Tree(JsonParser parser, int file) {
      this.parser = parser;
      this.file = file;
    }

    @Nullable Value read() {
      JsonToken first = parser.nextToken();
      if (first == null) {
        problems.add(Problem.error("the file is empty", Origin.of(file, 0, 0)));
        return null;
      }
      Value value = value(first);
      if (parser.nextToken() != null) {
        problems.add(Problem.error("unexpected text after the end of the JSON value", here()));
        return null;
      }
      return value;
    }

    private Value value(JsonToken token) {
      if (++values > MAX_VALUES) {
        throw new tools.jackson.core.exc.StreamReadException(
            parser, "more than " + MAX_VALUES + " values");
      }
      long at = here().packed();
      return switch (token) {
        case START_OBJECT -> object(new Origin(at));
        case START_ARRAY -> array(new Origin(at));
        case VALUE_STRING -> new StringValue(shared(parser.getString()), at);
        case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(at);
        case VALUE_TRUE -> new BooleanValue(true, at);
        case VALUE_FALSE -> new BooleanValue(false, at);
        case VALUE_NULL -> new NullValue(at);
        case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
            throw new tools.jackson.core.exc.StreamReadException(parser, "unexpected " + token);
      };
    }

    private NumberValue number(long at) {
      BigDecimal number = decimal();
      if (number == null || !NumberValue.isBounded(number)) {
        throw new tools.jackson.core.exc.StreamReadException(parser, "the number is too large");
      }
      return new NumberValue(number, at);
    }

    /// Returns the number, or null if its exponent is out of Java's range.
    private @Nullable BigDecimal decimal() {
      try {
        return parser.getDecimalValue();
      } catch (NumberFormatException _) {
        return null;
      }
    }

    private ObjectValue object(Origin at) {
      List<String> names = new ArrayList<>();
      List<Value> members = new ArrayList<>();
      Map<String, Integer> seen = null;
      while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
        String name = shared(parser.currentName());
        Origin nameAt = here();
        Value member = value(parser.nextToken());
        if (names.size() == 8) {
          seen = new HashMap<>();
          for (int i = 0; i < names.size(); i++) {
            seen.put(PropertyName.folded(names.get(i)), i);
          }
        }
        Integer before =
            seen == null
                ? scan(names, name)
                : seen.putIfAbsent(PropertyName.folded(name), names.size());
        if (before != null) {
          problems.add(Problem.warning(givenTwice(names.get(before), name), nameAt));
          members.set(before, member);
        } else {
          names.add(name);
          members.add(member);
        }
      }
      return ObjectValue.ofDistinct(names, members, at);
    }

    private static @Nullable Integer scan(List<String> names, String name) {
      for (int i = 0; i < names.size(); i++) {
        if (PropertyName.same(names.get(i), name)) {
          return i;
        }
      }
      return null;
    }

    private static String givenTwice(String before, String name) {
      return before.equals(name)
          ? "`" + name + "` is given more than once; the last value is used"
          : "`"
              + before
              + "` and `"
              + name
              + "` are the same name in Azure, which ignores case; the last value is used";
    }

    private ArrayValue array(Origin at) {
      List<Value> elements = new ArrayList<>();
      for (JsonToken token = parser.nextToken();
          token != JsonToken.END_ARRAY;
          token = parser.nextToken()) {
        elements.add(value(token));
      }
      return ArrayValue.of(elements, at);
    }

    private Origin here() {
      TokenStreamLocation at = parser.currentTokenLocation();
      return Origin.of(file, at.getLineNr(), at.getColumnNr());
    }

    /// Short texts such as types, versions and names repeat thousands of times.
    private String shared(String text) {
      return text.length() > 64 ? text : texts.computeIfAbsent(text, same -> same);
    }
  }
}
