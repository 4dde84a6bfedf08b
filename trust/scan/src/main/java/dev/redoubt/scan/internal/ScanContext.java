package dev.redoubt.scan.internal;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The scan of one file, as its analysers see it.
public interface ScanContext {

  /// The bounds of this scan.
  ScanLimits limits();

  /// Whose objects a pickle may hold here.
  Set<ModelFlavour> flavours();

  /// The names by which somebody may find a content: its path from what is scanned, or from the
  /// archive that it is in, and those of links that lead to it. With forward slashes; hostile.
  default List<String> names(DetectionLocation place) {
    return List.of(place.members().getLast().replace('\\', '/'));
  }

  /// Something was found.
  void report(Detection detection);

  /// There is something inside: it is looked at as its own bytes say, now, and counts towards the
  /// limits.
  void inspect(ScannedContent member) throws IOException;

  /// The content says of another one, beside it, that it holds plain numbers: `model.onnx_data` of
  /// an ONNX model. Such a one is not unreadable for having no format. It is still looked at for
  /// every format that it may have, whoever names it.
  ///
  /// @param content who says so
  /// @param relativePath with forward slashes, from the folder that `content` is in; what leads out
  ///   of it has no effect here; a `-*` at its end stands for a hyphen and any rest
  default void expectNumbers(ScannedContent content, String relativePath) {}

  /// Asks what is beside the content. The answer comes when everything of the scan was seen.
  ///
  /// @param relativePath as in [#expectNumbers]; one that leads out of the folder is never answered
  /// @param numbers whether it holds plain numbers, as in [#expectNumbers]
  /// @param answer what follows from what is there; it is reported
  default void ask(
      ScannedContent content,
      String relativePath,
      boolean numbers,
      Function<NeighbourFile, Optional<Detection>> answer) {
    answer.apply(new NeighbourFile.Unseen()).ifPresent(this::report);
  }

  /// The member at a place is a program of TorchScript, as its archive says: its text is looked at
  /// as such, and not as Python, whose syntax it shares.
  default void expectTorchScript(DetectionLocation place) {}

  /// There is a member of which its archive says that it holds plain numbers, as the storages of a
  /// PyTorch file do. It is looked at only for what no numbers begin with by chance.
  default void inspectNumbers(ScannedContent member) throws IOException {}

  /// There is something inside that has to be decompressed: that is done into scratch space, within
  /// the limits, and what came out is inspected, also where the stream breaks off: who reads it has
  /// acted on the first part by then.
  ///
  /// @param packedBytes how much goes in, which tells whether what comes out is out of proportion
  /// @param unpacked decompresses as it is read; an [IOException] of it means that the bytes are
  ///   damaged. It is not closed.
  /// @return whether it came to its end
  default boolean expand(DetectionLocation place, long packedBytes, InputStream unpacked)
      throws IOException {
    throw new UnsupportedOperationException("nothing is decompressed here");
  }
}
