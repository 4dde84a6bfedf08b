package dev.redoubt.scan.internal;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.Flavour;
import dev.redoubt.scan.Limits;
import java.io.IOException;
import java.util.Set;

/// The scan of one file, as its analysers see it.
public interface Inspection {

  /// The bounds of this scan.
  Limits limits();

  /// Whose objects a pickle may hold here.
  Set<Flavour> flavours();

  /// Something was found.
  void report(Detection detection);

  /// There is something inside: it is looked at as its own bytes say, now, and counts towards the
  /// limits.
  void inspect(Content member) throws IOException;

  /// The content says of another one, beside it, that it holds plain numbers: `model.onnx_data` of
  /// an ONNX model. Such a one is not unreadable for having no format. It is still looked at for
  /// every format that it may have, whoever names it.
  ///
  /// @param content who says so
  /// @param relativePath with forward slashes, from the folder that `content` is in; what leads out
  ///   of it has no effect here
  default void expectNumbers(Content content, String relativePath) {}
}
