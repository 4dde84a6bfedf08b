package dev.redoubt.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.BooleanValue;
import dev.redoubt.estate.ExpressionPrinter;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.NullValue;
import dev.redoubt.estate.NumberValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.StringValue;
import dev.redoubt.estate.Value;
import dev.redoubt.template.syntax.TemplateExpression;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A value printed as an expression is parsed to the same value: printer and parser agree on
/// escapes and numbers.
class ExpressionTextRoundTripTest {

  private static final String[] TEXTS = {
    "", "a", "it's", "''", "[x]", "[[x]", "]", "\n", "\"", "\\", "é€😀", "{0}", "a b", "\u0000"
  };

  private final List<Problem> problems = new ArrayList<>();

  @Test
  void everyKnownValue_readsBackEqual() {
    Random random = new Random(25);
    for (int i = 0; i < 5_000; i++) {
      Value value = value(random, 4);
      TemplateExpression read =
          new ExpressionParser(problems).parse(StringValue.of(ExpressionPrinter.bracketed(value)));
      assertThat(evaluated(read)).as(ExpressionPrinter.of(value)).isEqualTo(value);
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyKnownValue_readsBackEqual_fromJson() {
    Random random = new Random(26);
    for (int i = 0; i < 2_000; i++) {
      Value value = value(random, 4);
      assertThat(new JsonReader(new SourceFiles(), problems).read(value.toString(), "a.json"))
          .isEqualTo(value);
    }
  }

  private static Value value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 5 : 7)) {
      case 0 -> NullValue.NULL;
      case 1 -> BooleanValue.of(random.nextBoolean());
      case 2 -> NumberValue.of(random.nextLong() >> random.nextInt(64));
      case 3 -> new NumberValue(BigDecimal.valueOf(random.nextInt(), random.nextInt(10)), 0);
      case 4 -> StringValue.of(TEXTS[random.nextInt(TEXTS.length)]);
      case 5 ->
          ArrayValue.of(
              IntStream.range(0, random.nextInt(4))
                  .mapToObj(_ -> value(random, depth - 1))
                  .toList());
      default -> {
        ObjectValue.Builder object = ObjectValue.builder();
        for (int i = random.nextInt(12); i > 0; i--) {
          object.put(TEXTS[random.nextInt(TEXTS.length)], value(random, depth - 1));
        }
        yield object.build();
      }
    };
  }

  /// Evaluates the functions used to print known values.
  private Value evaluated(TemplateExpression expression) {
    if (expression instanceof TemplateExpression.Literal(var value)) {
      return value;
    }
    TemplateExpression.Call call = (TemplateExpression.Call) expression;
    List<Value> arguments = call.arguments().stream().map(this::evaluated).toList();
    return switch (call.function()) {
      case "null" -> NullValue.NULL;
      case "true" -> BooleanValue.TRUE;
      case "false" -> BooleanValue.FALSE;
      case "json" ->
          Objects.requireNonNull(
              new JsonReader(new SourceFiles(), problems)
                  .read(((StringValue) arguments.getFirst()).text(), "a.json"));
      case "createArray" -> ArrayValue.of(arguments, Origin.NONE);
      case "createObject" -> {
        ObjectValue.Builder object = ObjectValue.builder();
        for (int i = 0; i < arguments.size(); i += 2) {
          object.put(((StringValue) arguments.get(i)).text(), arguments.get(i + 1));
        }
        yield object.build();
      }
      default -> throw new AssertionError("`" + call.function() + "` prints no known value");
    };
  }
}
