package dev.redoubt.registry.models;

import dev.redoubt.access.RefusedException;
import dev.redoubt.registry.search.Comparison;
import dev.redoubt.registry.search.Field;
import dev.redoubt.registry.search.Filter;
import dev.redoubt.registry.search.Operand;
import dev.redoubt.registry.search.Operator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Prompts of MLflow are registered models with a tag, which they have from the beginning or never:
/// whatever was judged as a model stays one. A search finds prompts only if its filter asks for
/// them, and otherwise finds what is none.
final class Prompts {

  private static final Field FIELD = new Field(Field.Kind.TAG, "mlflow.prompt.is_prompt");

  /// The tag that makes a prompt of a model, where its value is `true`.
  static final String TAG = FIELD.key();

  private static final String TRUE = "true";

  /// The text of a prompt, and how it is read: tags of its versions.
  private static final Set<String> CONTENT =
      Set.of("mlflow.prompt.text", "_mlflow_prompt_type", "_mlflow_prompt_response_format");

  /// Tags of a model that are set when it is made, and stay.
  static final Set<String> OF_MODEL = Set.of(TAG);

  /// Tags of a version that are set when it is made, and stay.
  static final Set<String> OF_VERSION =
      Stream.concat(Stream.of(TAG), CONTENT.stream()).collect(Collectors.toUnmodifiableSet());

  private Prompts() {}

  /// Whether a model with these tags is a prompt.
  static boolean isPrompt(Map<String, String> tags) {
    return TRUE.equals(tags.get(TAG));
  }

  /// Whether a model is a prompt.
  ///
  /// @param model its identifier
  static boolean isPrompt(JdbcClient sql, long model) {
    return isPrompt(Tags.OF_MODELS.of(sql, List.of(model)).getOrDefault(model, new TreeMap<>()));
  }

  /// Refuses tags of something new by which clients could take it for what it is not: MLflow reads
  /// the value in any case, and in places asks for nothing but the key.
  static void check(Map<String, String> tags) {
    String value = tags.get(TAG);
    if (value != null && !value.equals(TRUE) && !value.equals("false")) {
      throw RefusedException.invalid(
          "the tag `" + TAG + "` is `true` or `false`, not `" + value + "`");
    }
  }

  /// Refuses a version that says it is one of a prompt, in a model that is none.
  static void check(JdbcClient sql, ModelRows.Row model, Map<String, String> tags) {
    check(tags);
    if (isPrompt(tags) && !isPrompt(sql, model.id())) {
      throw RefusedException.invalid(
          "`" + model.name() + "` is a model and no prompt: a version has no tag `" + TAG + "`");
    }
  }

  /// Whether the first condition about the tag wants prompts.
  static boolean askedFor(Filter filter) {
    return filter.all().stream()
        .filter(Prompts::concerns)
        .findFirst()
        .map(
            comparison ->
                is(comparison, Operator.EQUAL, "true")
                    || is(comparison, Operator.NOT_EQUAL, "false"))
        .orElse(false);
  }

  /// The conditions about anything else.
  static Filter others(Filter filter) {
    return new Filter(filter.all().stream().filter(comparison -> !concerns(comparison)).toList());
  }

  private static boolean concerns(Comparison comparison) {
    return comparison.field().equals(FIELD);
  }

  private static boolean is(Comparison comparison, Operator operator, String value) {
    return comparison.operator() == operator
        && comparison.operand() instanceof Operand.Text(String text)
        && text.equalsIgnoreCase(value);
  }
}
