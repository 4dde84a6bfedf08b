package dev.redoubt.scan.internal.message;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.model.Findings;
import dev.redoubt.scan.internal.model.Input;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.Parsed;
import dev.redoubt.scan.internal.onnx.OnnxFormat;
import dev.redoubt.scan.internal.tensorflow.TensorFlowGraphs;
import java.io.IOException;

/// Says which of the known messages a content is, as none begins with a name, and has it read.
public final class ProtobufFormat {

  private ProtobufFormat() {}

  /// The analyser.
  public static Analyser analyser() {
    return new Parsed(ModelFormatRule.PROTOBUF_UNREADABLE, ProtobufFormat::parse);
  }

  /// Whether a content may be one of the known messages. Cheap, and wrong for some other binary
  /// content: formats that begin with a name are to be asked first.
  public static boolean begins(byte[] prefix) {
    return MessageShape.may(prefix);
  }

  private static void parse(Input input, Findings findings) throws IOException, Malformed {
    switch (MessageShape.of(input)) {
      case ONNX -> OnnxFormat.parse(input, findings);
      case SAVED_MODEL -> TensorFlowGraphs.savedModel(input, findings);
      case META_GRAPH -> TensorFlowGraphs.metaGraph(input, findings);
      case GRAPH -> TensorFlowGraphs.graph(input, findings);
      case KERAS_METADATA -> TensorFlowGraphs.kerasMetadata(input, findings);
      case FINGERPRINT -> {
        // five numbers
      }
      case UNKNOWN -> throw new Malformed(0, "a message that no known format has");
    }
  }
}
