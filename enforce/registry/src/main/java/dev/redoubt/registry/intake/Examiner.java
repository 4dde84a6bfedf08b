package dev.redoubt.registry.intake;

import dev.redoubt.access.Caller;
import dev.redoubt.artifacts.Artifact;
import dev.redoubt.artifacts.Artifacts;
import dev.redoubt.artifacts.Home;
import dev.redoubt.scan.Limits;
import dev.redoubt.scan.ScanOptions;
import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.engine.Scanner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Scans the files of a version where they are: it reads them through decryption, and what comes
/// out of archives goes to encrypted scratch space.
final class Examiner implements AutoCloseable {

  /// Hears which file is next.
  @FunctionalInterface
  interface Listener {
    void next(int file, int files, String path);
  }

  private final Artifacts artifacts;
  private final EncryptedScratch scratch;
  private final Scanner scanner;

  Examiner(Artifacts artifacts, Path scratchFolder) {
    this.artifacts = artifacts;
    this.scratch = new EncryptedScratch(Math.toIntExact(Limits.DEFAULT.heldBytes()), scratchFolder);
    this.scanner = Scanner.of(new ScanOptions(Limits.DEFAULT, Set.of(), scratch));
  }

  /// Scans all files.
  ///
  /// @throws IOException if the store or the keys fail;
  ///   [dev.redoubt.keys.material.KeyAccessException.NotAuthentic] if somebody has changed a file
  Findings examine(Caller reader, Home home, Listener listener) throws IOException {
    List<Artifact> files = artifacts.all(home);
    List<ScannedFile> scanned = new ArrayList<>();
    for (Artifact file : files) {
      listener.next(scanned.size() + 1, files.size(), file.path().text());
      try (Watched source =
          new Watched(new ChannelSource(artifacts.open(reader, home, file.path())))) {
        scanned.add(scanner.scan(file.path().text(), source));
        source.rethrow();
      }
    }
    return Findings.of(scanned);
  }

  @Override
  public void close() {
    scratch.close();
  }
}
