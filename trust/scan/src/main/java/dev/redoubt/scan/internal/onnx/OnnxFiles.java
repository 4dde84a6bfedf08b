package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentFindings.Found;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The external data files of a model, and how long each must be. Tensors may share bytes.
final class OnnxFiles {

  /// The tensor with the last byte in a file.
  ///
  /// @param end the first byte after it; its start if its length is not declared
  /// @param at the position of the declaration in the model
  private record Last(String tensor, long end, long at) {}

  private final Map<String, Last> files = new TreeMap<>();

  /// Adds a tensor in a file beside the model.
  ///
  /// @param location with forward slashes, never outside the folder
  void add(String location, String tensor, long end, long at) {
    files.merge(
        location,
        new Last(tensor, end, at),
        (before, next) -> next.end() > before.end() ? next : before);
  }

  /// Asks the scan for all files.
  void ask(ContentFindings findings) {
    files.forEach(
        (location, last) -> findings.ask(location, true, there -> judge(location, last, there)));
  }

  private static Optional<Found> judge(String location, Last last, NeighbourFile there) {
    String what =
        "tensor %s is read from %s"
            .formatted(QuotedContent.of(last.tensor()), QuotedContent.of(location));
    return switch (there) {
      case NeighbourFile.File file when last.end() <= file.size() -> Optional.empty();
      case NeighbourFile.File file ->
          Optional.of(
              new Found(
                  ModelFormatRule.ONNX_EXTERNAL_DATA_MISSING,
                  last.at(),
                  "%s up to byte `%d`, but the file has `%d` bytes"
                      .formatted(what, last.end(), file.size())));
      case NeighbourFile.Elsewhere link ->
          Optional.of(
              new Found(
                  ModelFormatRule.ONNX_EXTERNAL_DATA_LINK,
                  last.at(),
                  what + ", which is a link to " + QuotedContent.of(link.target())));
      case NeighbourFile.Absent _ ->
          Optional.of(
              new Found(
                  ModelFormatRule.ONNX_EXTERNAL_DATA_MISSING,
                  last.at(),
                  what + ", which does not exist beside the model"));
      case NeighbourFile.Unseen _ -> Optional.empty();
    };
  }
}
