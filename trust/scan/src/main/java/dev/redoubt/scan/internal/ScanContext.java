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

/// The scan of one file, as its analyzers see it.
public interface ScanContext {

  /// The limits of this scan.
  ScanLimits limits();

  /// The libraries whose objects a pickle may contain.
  Set<ModelFlavour> flavours();

  /// The names by which a loader may find a content: its path relative to what is scanned or to its
  /// archive, and the paths of links to it. With forward slashes; may be hostile.
  default List<String> names(DetectionLocation place) {
    return List.of(place.members().getLast().replace('\\', '/'));
  }

  /// Reports a detection.
  void report(Detection detection);

  /// Scans nested content now, according to its own bytes, and counts it towards the limits.
  void inspect(ScannedContent member) throws IOException;

  /// Declares that a content beside this one holds raw numbers, such as `model.onnx_data` of an
  /// ONNX model. Such a content is not unreadable because of its unknown format. It is still
  /// scanned as every format that it may have.
  ///
  /// @param content the content that declares it
  /// @param relativePath with forward slashes, relative to the folder of `content`; a path outside
  ///   of it has no effect; a `-*` at the end means a hyphen and any rest
  default void expectNumbers(ScannedContent content, String relativePath) {}

  /// Asks what is beside the content. The answer follows at the end of the scan.
  ///
  /// @param relativePath as in [#expectNumbers]; a path outside the folder is never answered
  /// @param numbers whether the file holds raw numbers, as in [#expectNumbers]
  /// @param answer derives a detection from what is found there; the scan reports it
  default void ask(
      ScannedContent content,
      String relativePath,
      boolean numbers,
      Function<NeighbourFile, Optional<Detection>> answer) {
    answer.apply(new NeighbourFile.Unseen()).ifPresent(this::report);
  }

  /// Declares that the member is a TorchScript program, as its archive says: it is analyzed as
  /// TorchScript and not as Python, whose syntax it shares.
  default void expectTorchScript(DetectionLocation place) {}

  /// Scans a member that its archive declares to be raw numbers, such as the storages of a PyTorch
  /// file. Checks it only for formats that raw numbers do not resemble by chance.
  default void inspectNumbers(ScannedContent member) throws IOException {}

  /// Decompresses nested content into scratch space, within the limits, and scans the result.
  /// Truncated content is scanned as well, because a reader has acted on the first part before it
  /// fails.
  ///
  /// @param packedBytes the compressed size, for the check of the compression ratio
  /// @param unpacked decompresses as it is read; an [IOException] means that the data is damaged.
  ///   It is not closed.
  /// @return whether the stream was read to its end
  default boolean expand(DetectionLocation place, long packedBytes, InputStream unpacked)
      throws IOException {
    throw new UnsupportedOperationException("this context does not decompress");
  }
}
