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

/// Says which of the known messages a content is, as none begins with a name, and has it read.
public final class ProtobufFormat {

  private ProtobufFormat() {}

  /// The analyser.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(ModelFormatRule.PROTOBUF_UNREADABLE, ProtobufFormat::parse);
  }

  /// Whether a content may be one of the known messages. Cheap, and wrong for some other binary
  /// content: formats that begin with a name are to be asked first.
  public static boolean begins(byte[] prefix) {
    return MessageShape.may(prefix);
  }

  private static void parse(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    switch (MessageShape.of(input)) {
      case ONNX -> OnnxFormat.parse(input, findings);
      case SAVED_MODEL -> TensorFlowGraphs.savedModel(input, findings);
      case META_GRAPH -> TensorFlowGraphs.metaGraph(input, findings);
      case GRAPH -> TensorFlowGraphs.graph(input, findings);
      case KERAS_METADATA -> TensorFlowGraphs.kerasMetadata(input, findings);
      case FINGERPRINT -> {
        // five numbers
      }
      case UNKNOWN -> throw new MalformedContentException(0, "a message that no known format has");
    }
  }
}
