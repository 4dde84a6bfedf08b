package dev.redoubt.scan.internal.mlflow;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.packages.PackageFile;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Pattern;

/// Checks `MLmodel`, which declares how MLflow loads a model. Source: the documentation of MLflow
/// 3, "MLflow Models", and its `python_function` flavor.
public final class MlModel {

  /// The loader modules of MLflow.
  private static final Set<String> LOADERS =
      Set.of(
          "mlflow.catboost",
          "mlflow.diviner",
          "mlflow.dspy",
          "mlflow.fastai",
          "mlflow.gluon",
          "mlflow.h2o",
          "mlflow.keras",
          "mlflow.langchain",
          "mlflow.lightgbm",
          "mlflow.llama_index",
          "mlflow.mleap",
          "mlflow.onnx",
          "mlflow.openai",
          "mlflow.paddle",
          "mlflow.pmdarima",
          "mlflow.promptflow",
          "mlflow.prophet",
          "mlflow.pyfunc.loaders.chat_agent",
          "mlflow.pyfunc.loaders.chat_model",
          "mlflow.pyfunc.loaders.code_model",
          "mlflow.pyfunc.loaders.responses_agent",
          "mlflow.pyfunc.model",
          "mlflow.pyspark.ml",
          "mlflow.pytorch",
          "mlflow.sentence_transformers",
          "mlflow.shap",
          "mlflow.sklearn",
          "mlflow.spacy",
          "mlflow.spark",
          "mlflow.statsmodels",
          "mlflow.tensorflow",
          "mlflow.transformers",
          "mlflow.xgboost");

  private static final Set<String> LOADER_NAMES =
      Set.of("loader_module", "keras_module", "pickle_module_name");

  private static final Set<String> CODE =
      Set.of("code", "code_path", "code_paths", "model_code_path");

  private static final Set<String> PICKLES =
      Set.of("cloudpickle", "pickle", "joblib", "dill", "skops_pickle");

  /// Names whose value is a package list that MLflow installs.
  private static final Set<String> LISTS =
      Set.of(
          "env",
          "conda",
          "virtualenv",
          "conda_env",
          "python_env",
          "requirements",
          "pip_requirements",
          "pip_constraints");

  /// Names whose value is a path in the model folder. `artifact_path` is not one: MLflow 3 records
  /// there where the model was stored, and no loader reads it (seen in 2.22.5 and 3.17.2).
  private static final Set<String> PATHS =
      Set.of(
          "data",
          "env",
          "conda",
          "virtualenv",
          "model_path",
          "code",
          "model_data",
          "pickled_model",
          "python_model",
          "path",
          "model_code_path",
          "conda_env",
          "python_env",
          "explainer",
          "context",
          "model_binary",
          "saved_input_example_info",
          "saved_model_dir",
          "serialized_model_file",
          "shap_explainer",
          "requirements",
          "pip_requirements");

  private static final Set<String> MODULES =
      Set.of(
          "cloudpickle",
          "dill",
          "keras",
          "keras.models",
          "tensorflow.keras",
          "tf.keras",
          "tensorflow.keras.models",
          "mlflow.pytorch.pickle_module",
          "pickle",
          "torch.serialization");

  /// The module names of Keras, in its versions and those of TensorFlow.
  private static final Pattern KERAS =
      Pattern.compile(
          "(?:tensorflow\\.(?:python\\.)?)?(?:tf_)?keras(?:\\.(?:api|_v[12]|_tf_keras|keras|src|models))*");

  private MlModel() {}

  /// Whether a module is one that MLflow itself names when it saves a model.
  public static boolean isModule(String name) {
    return LOADERS.contains(name) || MODULES.contains(name) || KERAS.matcher(name).matches();
  }

  /// Whether a document describes an MLflow model.
  public static boolean is(JsonDocument document) {
    return document instanceof JsonDocument.ObjectNode node
        && (node.get("flavors") instanceof JsonDocument.ObjectNode
            || (node.has("loader_module") && (node.has("env") || node.has("model_path"))));
  }

  /// Checks the description.
  public static void inspect(JsonDocument document, ContentFindings findings) {
    Deque<JsonDocument.Member> open = new ArrayDeque<>();
    open.add(new JsonDocument.Member("", document));
    for (JsonDocument.Member next = open.poll(); next != null; next = open.poll()) {
      switch (next.value()) {
        case JsonDocument.ObjectNode node -> open.addAll(node.members());
        case JsonDocument.ArrayNode array -> {
          for (JsonDocument element : array.elements()) {
            open.add(new JsonDocument.Member(next.name(), element));
          }
        }
        case JsonDocument.TextNode text -> value(next.name(), text, findings);
        case JsonDocument.NumberNode _, JsonDocument.WordNode _ -> {
          // has no effect
        }
      }
    }
  }

  private static void value(String name, JsonDocument.TextNode text, ContentFindings findings) {
    String value = text.value();
    if (value.isEmpty()) {
      return;
    }
    if (LOADER_NAMES.contains(name) && !isModule(value)) {
      findings.add(
          ModelFormatRule.MLMODEL_LOADER,
          text.offset(),
          "`%s` is %s, which is not part of MLflow".formatted(name, QuotedContent.of(value)));
    }
    if (CODE.contains(name)) {
      findings.add(
          ModelFormatRule.MLMODEL_CODE,
          text.offset(),
          "`%s` is %s: loading the model runs its Python code"
              .formatted(name, QuotedContent.of(value)));
    }
    if (name.equals("serialization_format") && PICKLES.contains(value)) {
      findings.add(
          ModelFormatRule.MLMODEL_PICKLE,
          dev.redoubt.scan.ScanVerdict.CLEAN,
          dev.redoubt.scan.DetectionSeverity.LOW,
          text.offset(),
          "the model is serialized with " + QuotedContent.of(value),
          java.util.List.of());
    }
    if (LISTS.contains(name) && PackageFile.named(value).isEmpty()) {
      findings.add(
          ModelFormatRule.PACKAGE_SOURCE,
          text.offset(),
          "`%s` is %s, which is not the usual name of a package list"
              .formatted(name, QuotedContent.of(value)));
    }
    if (PATHS.contains(name) && ModelFilePaths.leadsOutside(value) && !isRunAddress(value)) {
      findings.add(
          ModelFormatRule.MLMODEL_PATH_OUTSIDE,
          text.offset(),
          "`%s` is %s".formatted(name, QuotedContent.of(value)));
    }
  }

  /// MLflow records where a model was stored; nothing is read from there.
  private static boolean isRunAddress(String value) {
    return value.startsWith("runs:/") || value.startsWith("models:/");
  }
}
