package dev.redoubt.scan.internal.onnx;

import dev.redoubt.scan.internal.NeighbourFile;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentFindings.Found;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files in which a model has its tensors, and how long each must be. Tensors may share bytes.
final class OnnxFiles {

  /// The tensor that ends last in a file.
  ///
  /// @param end the first byte behind it; its start where its length is not said
  /// @param at where the model says so
  private record Last(String tensor, long end, long at) {}

  private final Map<String, Last> files = new TreeMap<>();

  /// A tensor is in a file beside the model.
  ///
  /// @param location with forward slashes, not leading out of the folder
  void add(String location, String tensor, long end, long at) {
    files.merge(
        location,
        new Last(tensor, end, at),
        (before, next) -> next.end() > before.end() ? next : before);
  }

  /// Asks for all of them.
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
                  "%s up to byte `%d`, which has `%d`".formatted(what, last.end(), file.size())));
      case NeighbourFile.Elsewhere link ->
          Optional.of(
              new Found(
                  ModelFormatRule.ONNX_EXTERNAL_DATA_LINK,
                  last.at(),
                  what + ", a link to " + QuotedContent.of(link.target())));
      case NeighbourFile.Absent _ ->
          Optional.of(
              new Found(
                  ModelFormatRule.ONNX_EXTERNAL_DATA_MISSING,
                  last.at(),
                  what + ", which is not beside the model"));
      case NeighbourFile.Unseen _ -> Optional.empty();
    };
  }
}
