package dev.redoubt.scan.internal.filename;

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

/// Checks `config.pbtxt` of a Triton model, which names what runs the model. A backend that is not
/// part of Triton is the shared library `libtriton_NAME.so`, which Triton first looks for in the
/// model folder. Sources: Triton's `model_config.proto` and `backend_model.cc`.
final class TritonConfig {

  private static final int LONGEST = 4 << 20;

  /// The backends in Triton's releases, and no backend at all, which follows from the files.
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
      String effect = effect(field.name(), field.value());
      if (!effect.isEmpty()) {
        findings.add(ModelFormatRule.CONFIG_REMOTE_CODE, field.offset(), effect);
      }
    }
  }

  /// What a field makes Triton run or load; empty if nothing. An escape in a value could be any
  /// character.
  private static String effect(String field, String value) {
    boolean escaped = value.indexOf('\\') >= 0;
    String shown = QuotedContent.of(value);
    return switch (field) {
      case "backend" -> backend(value, escaped);
      case "runtime" -> value.isEmpty() ? "" : "Triton runs the model with " + shown;
      case "default_model_filename", "cc_model_filenames" ->
          escaped || value.endsWith(".py") ? "Triton runs " + shown : "";
      case "platform" ->
          escaped || value.startsWith("custom")
              ? "Triton loads a library from the model folder for the platform " + shown
              : "";
      case "op_library_filename" -> "Triton loads the operation library " + shown;
      case "model_repository_agents" ->
          "Triton passes the model to a repository agent, which is a shared library";
      case "key" ->
          escaped || value.equals("EXECUTION_ENV_PATH")
              ? "Triton runs the model in a Python environment that the model supplies"
              : "";
      default -> "";
    };
  }

  private static String backend(String value, boolean escaped) {
    if (value.equals("python")) {
      return "Triton runs `model.py` in the model folder";
    }
    return escaped || !BACKENDS.contains(value)
        ? "Triton loads the backend %s, from the model folder if it is there"
            .formatted(QuotedContent.of(value))
        : "";
  }
}
