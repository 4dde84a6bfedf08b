package dev.redoubt.registry.intake;

import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.ArtifactRoot;
import dev.redoubt.artifacts.ArtifactStore;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.engine.ModelScanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Scans the files of a version in place: reads them through decryption, and extracts archives to
/// encrypted scratch space.
final class VersionScanner implements AutoCloseable {

  /// Receives the name of each file before it is scanned.
  @FunctionalInterface
  interface Listener {
    void next(int file, int files, String path);
  }

  private final ArtifactStore artifacts;
  private final EncryptedScratchSpace scratch;
  private final ModelScanner scanner;

  VersionScanner(ArtifactStore artifacts, Path scratchFolder) {
    this.artifacts = artifacts;
    this.scratch =
        new EncryptedScratchSpace(Math.toIntExact(ScanLimits.DEFAULT.heldBytes()), scratchFolder);
    this.scanner = ModelScanner.of(new ScanOptions(ScanLimits.DEFAULT, Set.of(), scratch));
  }

  /// Scans all files.
  ///
  /// @throws IOException if the blob store or the key provider fails;
  ///   [dev.redoubt.keys.material.KeyAccessException.NotAuthentic] if a file was tampered with
  ScanSummary scan(Caller reader, ArtifactRoot root, Listener listener) throws IOException {
    List<Artifact> files = artifacts.all(root);
    List<ScannedFile> scanned = new ArrayList<>();
    for (Artifact file : files) {
      listener.next(scanned.size() + 1, files.size(), file.path().text());
      try (FailureTrackingSource source =
          new FailureTrackingSource(
              new DecryptingByteSource(artifacts.open(reader, root, file.path())))) {
        scanned.add(scanner.scan(file.path().text(), source));
        source.rethrow();
      }
    }
    return ScanSummary.of(scanned);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
