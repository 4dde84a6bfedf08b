package dev.redoubt.scan.internal.named;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.TextMessage;
import java.io.IOException;
import java.util.Set;

/// `config.pbtxt` of a model of Triton, which names what runs the model. A backend that Triton does
/// not bring is the shared library `libtriton_NAME.so`, looked for in the model's own folder first.
/// Sources: Triton's `model_config.proto` and `backend_model.cc`.
final class TritonConfig {

  private static final int LONGEST = 4 << 20;

  /// What Triton's own releases bring, and no backend at all, which follows from the files.
  private static final Set<String> BACKENDS =
      Set.of(
          "",
          "dali",
          "ensemble",
          "fil",
          "identity",
          "onnxruntime",
          "openvino",
          "pytorch",
          "tensorflow",
          "tensorrt",
          "tensorrtllm",
          "vllm");

  private TritonConfig() {}

  static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.CONFIG_UNREADABLE, TritonConfig::parse);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    for (TextMessage.Field field : TextMessage.fields(input.text(0, input.size(), LONGEST))) {
      String said = said(field.name(), field.value());
      if (!said.isEmpty()) {
        findings.add(ModelFormatRule.CONFIG_REMOTE_CODE, field.offset(), said);
      }
    }
  }

  /// What a field makes Triton run or load; empty where nothing. An escape in a value could be any
  /// character.
  private static String said(String field, String value) {
    boolean escaped = value.indexOf('\\') >= 0;
    String shown = QuotedContent.of(value);
    return switch (field) {
      case "backend" -> backend(value, escaped);
      case "runtime" -> value.isEmpty() ? "" : "Triton runs the model by " + shown;
      case "default_model_filename", "cc_model_filenames" ->
          escaped || value.endsWith(".py") ? "Triton runs " + shown : "";
      case "platform" ->
          escaped || value.startsWith("custom")
              ? "Triton loads a library of the model's folder for the platform " + shown
              : "";
      case "op_library_filename" -> "Triton loads the library of operations " + shown;
      case "model_repository_agents" -> "Triton hands the model to an agent, which is a library";
      case "key" ->
          escaped || value.equals("EXECUTION_ENV_PATH")
              ? "Triton runs the model in a Python environment that the model names"
              : "";
      default -> "";
    };
  }

  private static String backend(String value, boolean escaped) {
    if (value.equals("python")) {
      return "Triton runs `model.py` of the model's folder";
    }
    return escaped || !BACKENDS.contains(value)
        ? "Triton loads the backend %s, from the model's folder if it is there"
            .formatted(QuotedContent.of(value))
        : "";
  }
}
