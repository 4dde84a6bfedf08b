package dev.redoubt.template.function.objects;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.function.CallOutcome;
import dev.redoubt.template.function.FunctionLimits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Parses JSON strings as leniently as Azure does: single quotes, unquoted names, comments,
/// trailing commas and `.25` are allowed. All values have the origin of the call.
public final class LenientJson {

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(JsonReadFeature.ALLOW_JAVA_COMMENTS)
          .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
          .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES)
          .enable(JsonReadFeature.ALLOW_UNQUOTED_PROPERTY_NAMES)
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(JsonReadFeature.ALLOW_LEADING_DECIMAL_POINT_FOR_NUMBERS)
          .enable(JsonReadFeature.ALLOW_TRAILING_DECIMAL_POINT_FOR_NUMBERS)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(FunctionLimits.MAX_JSON_DEPTH)
                  .maxStringLength(FunctionLimits.MAX_TEXT)
                  .maxNameLength(50_000)
                  .maxNumberLength(1_000)
                  .build())
          .build();

  private final JsonParser parser;
  private final Origin origin;

  private LenientJson(JsonParser parser, Origin origin) {
    this.parser = parser;
    this.origin = origin;
  }

  public static CallOutcome parse(String text, Origin origin) {
    if (text.length() > FunctionLimits.MAX_TEXT) {
      return FunctionLimits.tooLong();
    }
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonToken first = parser.nextToken();
      if (first == null) {
        return CallOutcome.failed("the text is empty, not JSON");
      }
      Value value = new LenientJson(parser, origin).value(first);
      return parser.nextToken() == null
          ? CallOutcome.of(value)
          : CallOutcome.failed("unexpected text after the end of the JSON value");
    } catch (JacksonException e) {
      return CallOutcome.failed(message(e));
    }
  }

  private static String message(JacksonException e) {
    String place =
        e.getLocation() == null
            ? ""
            : " at line %d, column %d"
                .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    String original = e.getOriginalMessage() == null ? "" : e.getOriginalMessage();
    return original.contains("nesting depth")
        ? "the JSON is nested deeper than %d levels".formatted(FunctionLimits.MAX_JSON_DEPTH)
        : "the text is not valid JSON" + place;
  }

  private Value value(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> object();
      case START_ARRAY -> array();
      case VALUE_STRING -> StringValue.of(parser.getString()).at(origin);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number();
      case VALUE_TRUE -> BooleanValue.TRUE.at(origin);
      case VALUE_FALSE -> BooleanValue.FALSE.at(origin);
      case VALUE_NULL -> NullValue.NULL.at(origin);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new StreamReadException(parser, "unexpected " + token);
    };
  }

  private NumberValue number() {
    BigDecimal number = parser.getDecimalValue();
    if (!NumberValue.isBounded(number)) {
      throw new StreamReadException(parser, "the number is too large");
    }
    return new NumberValue(number, origin.packed());
  }

  private ObjectValue object() {
    ObjectValue.Builder builder = ObjectValue.builder().origin(origin);
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String name = parser.currentName();
      builder.put(name, value(parser.nextToken()));
    }
    return builder.build();
  }

  private ArrayValue array() {
    List<Value> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token));
    }
    return ArrayValue.of(elements, origin);
  }
}
