package dev.redoubt.registry.models;

import dev.redoubt.access.RequestRefusedException;
import dev.redoubt.registry.search.SearchCondition;
import dev.redoubt.registry.search.SearchField;
import dev.redoubt.registry.search.SearchFilter;
import dev.redoubt.registry.search.SearchOperand;
import dev.redoubt.registry.search.SearchOperator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Prompts of MLflow: registered models with a tag that is set when they are created and never
/// changes, so that what was judged as a model cannot become a prompt. A search returns prompts
/// only if its filter asks for them.
final class PromptModels {

  private static final SearchField FIELD =
      new SearchField(SearchField.Kind.TAG, "mlflow.prompt.is_prompt");

  /// Tag that marks a model as a prompt, with the value `true`.
  static final String TAG = FIELD.key();

  private static final String TRUE = "true";

  /// Tags of versions with the text of a prompt and its type.
  private static final Set<String> CONTENT =
      Set.of("mlflow.prompt.text", "_mlflow_prompt_type", "_mlflow_prompt_response_format");

  /// Tags of a model that are set on creation and immutable.
  static final Set<String> OF_MODEL = Set.of(TAG);

  /// Tags of a version that are set on creation and immutable.
  static final Set<String> OF_VERSION =
      Stream.concat(Stream.of(TAG), CONTENT.stream()).collect(Collectors.toUnmodifiableSet());

  private PromptModels() {}

  /// Whether a model with these tags is a prompt.
  static boolean isPrompt(Map<String, String> tags) {
    return TRUE.equals(tags.get(TAG));
  }

  /// Whether a model is a prompt.
  ///
  /// @param model database id of the model
  static boolean isPrompt(JdbcClient sql, long model) {
    return isPrompt(
        TagTable.OF_MODELS.of(sql, List.of(model)).getOrDefault(model, new TreeMap<>()));
  }

  /// Refuses tags of a new object that clients could misread: MLflow compares the value
  /// case-insensitively, and in places checks for the key only.
  static void check(Map<String, String> tags) {
    String value = tags.get(TAG);
    if (value != null && !value.equals(TRUE) && !value.equals("false")) {
      throw RequestRefusedException.invalid(
          "the tag `" + TAG + "` is `true` or `false`, not `" + value + "`");
    }
  }

  /// Refuses a version with prompt tags in a model that is not a prompt.
  static void check(JdbcClient sql, RegisteredModelRows.Row model, Map<String, String> tags) {
    check(tags);
    if (isPrompt(tags) && !isPrompt(sql, model.id())) {
      throw RequestRefusedException.invalid(
          "`"
              + model.name()
              + "` is a model, not a prompt: its versions cannot have the tag `"
              + TAG
              + "`");
    }
  }

  /// Whether the first condition on the tag asks for prompts.
  static boolean areRequested(SearchFilter filter) {
    return filter.all().stream()
        .filter(PromptModels::concerns)
        .findFirst()
        .map(
            comparison ->
                is(comparison, SearchOperator.EQUAL, "true")
                    || is(comparison, SearchOperator.NOT_EQUAL, "false"))
        .orElse(false);
  }

  /// Returns the conditions on anything else.
  static SearchFilter others(SearchFilter filter) {
    return new SearchFilter(
        filter.all().stream().filter(comparison -> !concerns(comparison)).toList());
  }

  private static boolean concerns(SearchCondition comparison) {
    return comparison.field().equals(FIELD);
  }

  private static boolean is(SearchCondition comparison, SearchOperator operator, String value) {
    return comparison.operator() == operator
        && comparison.operand() instanceof SearchOperand.Text(String text)
        && text.equalsIgnoreCase(value);
  }
}
