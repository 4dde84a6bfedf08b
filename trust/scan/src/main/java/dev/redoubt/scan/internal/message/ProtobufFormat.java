package dev.redoubt.scan.internal.message;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.onnx.OnnxFormat;
import dev.redoubt.scan.internal.tensorflow.TensorFlowGraphs;
import java.io.IOException;

/// Identifies which known message a content is, because none has a magic number, and has it
/// analyzed.
public final class ProtobufFormat {

  private ProtobufFormat() {}

  /// The analyzer for these formats.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.PROTOBUF_UNREADABLE, ProtobufFormat::parse);
  }

  /// Whether a content may be one of the known messages. Cheap, and wrong for some other binary
  /// content: check formats with a magic number first.
  public static boolean begins(byte[] prefix) {
    return ProtobufMessageKind.may(prefix);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    switch (ProtobufMessageKind.of(input)) {
      case ONNX -> OnnxFormat.parse(input, findings);
      case SAVED_MODEL -> TensorFlowGraphs.savedModel(input, findings);
      case META_GRAPH -> TensorFlowGraphs.metaGraph(input, findings);
      case GRAPH -> TensorFlowGraphs.graph(input, findings);
      case KERAS_METADATA -> TensorFlowGraphs.kerasMetadata(input, findings);
      case FINGERPRINT -> {
        // five numbers
      }
      case UNKNOWN -> throw new MalformedContentException(0, "unknown message type");
    }
  }
}
