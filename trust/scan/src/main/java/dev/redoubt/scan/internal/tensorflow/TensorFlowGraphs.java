package dev.redoubt.scan.internal.tensorflow;

import dev.redoubt.scan.internal.json.JsonReader;
import dev.redoubt.scan.internal.keras.KerasConfig;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFilePaths;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.protobuf.WireReader;
import java.io.IOException;

/// Reads the files of TensorFlow: `SavedModel`, `MetaGraphDef`, `GraphDef`, and the metadata that
/// Keras writes beside them. Source: the `.proto` files of TensorFlow 2.21, which define the field
/// numbers used here.
public final class TensorFlowGraphs {

  /// A layer's configuration; it contains no weights.
  private static final int TEXT = 64 << 20;

  private TensorFlowGraphs() {}

  /// `saved_model.pb`.
  public static void savedModel(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    GraphOperations operations =
        GraphOperations.of(input, GraphOperations.Root.SAVED_MODEL, findings);
    for (WireReader model = WireReader.of(input); model.next(); ) {
      if (model.field() == 2) {
        metaGraph(model.message(), operations, findings);
      }
    }
  }

  /// A checkpoint's `.meta`.
  public static void metaGraph(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    metaGraph(
        WireReader.of(input),
        GraphOperations.of(input, GraphOperations.Root.META_GRAPH, findings),
        findings);
  }

  /// A frozen graph.
  public static void graph(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    GraphOperations.of(input, GraphOperations.Root.GRAPH, findings).graph(WireReader.of(input));
  }

  /// `keras_metadata.pb`.
  public static void kerasMetadata(ContentReader input, ContentFindings findings)
      throws IOException, MalformedContentException {
    for (WireReader metadata = WireReader.of(input); metadata.next(); ) {
      if (metadata.field() == 1) {
        layer(metadata.message(), 5, findings);
      }
    }
  }

  private static void metaGraph(
      WireReader meta, GraphOperations operations, ContentFindings findings)
      throws IOException, MalformedContentException {
    while (meta.next()) {
      switch (meta.field()) {
        case 2 -> operations.graph(meta.message());
        case 6 -> asset(meta.message(), findings);
        case 7 -> objects(meta.message(), findings);
        default -> {
          // versions, signatures, savers and collections
        }
      }
    }
  }

  private static void asset(WireReader asset, ContentFindings findings)
      throws IOException, MalformedContentException {
    while (asset.next()) {
      if (asset.field() == 2) {
        String name = asset.text(TEXT);
        if (ModelFilePaths.leadsOutside(name)) {
          findings.add(
              ModelFormatRule.TENSORFLOW_ASSET_OUTSIDE,
              asset.offset(),
              "an asset is read from " + QuotedContent.of(name));
        }
      }
    }
  }

  /// The objects of a model; a user object, field 4, may be a Keras layer.
  private static void objects(WireReader graph, ContentFindings findings)
      throws IOException, MalformedContentException {
    while (graph.next()) {
      if (graph.field() != 1) {
        continue;
      }
      for (WireReader object = graph.message(); object.next(); ) {
        if (object.field() == 4) {
          layer(object.message(), 3, findings);
        }
      }
    }
  }

  private static void layer(WireReader object, int metadata, ContentFindings findings)
      throws IOException, MalformedContentException {
    while (object.next()) {
      if (object.field() == metadata && object.length() > 0) {
        String json = object.text(TEXT);
        long at = object.offset();
        if (json.startsWith("{")) {
          try {
            KerasConfig.inspect(JsonReader.of(json), at, findings);
          } catch (MalformedContentException malformed) {
            throw new MalformedContentException(at, malformed.message());
          }
        }
      }
    }
  }
}
