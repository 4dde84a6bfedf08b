package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.ModelFile;
import dev.redoubt.signing.internal.ModelFiles;
import dev.redoubt.signing.internal.ModelHash;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.refusal.RefusedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A model with the digests of its files.
///
/// @param manifest the content of a signature of this model
/// @param files number of hashed files
/// @param bytes total size of the hashed files
/// @param ignored existing paths that were left out; a folder includes all its content
public record HashedModel(Manifest manifest, int files, long bytes, Set<String> ignored) {

  /// Hashes a file or a folder. Files are hashed in parallel, each once; a single huge file is in
  /// parallel only in shards.
  ///
  /// @throws RefusedException if something of the model cannot be read or signed, or changed
  ///   meanwhile
  public static HashedModel of(Path model, HashMethod method, HashScope scope)
      throws RefusedException {
    List<String> ignored = scope.allIgnored();
    ModelFiles.Listing listing =
        ModelFiles.list(
            model, Set.copyOf(ignored), scope.allowSymlinks(), scope.ignoreDownloadRecord());
    List<RefusalReason> problems = new ArrayList<>(listing.problems());
    if (problems.isEmpty() && listing.files().isEmpty()) {
      problems.add(RefusalReason.of("the model has no files"));
    }
    refuse(problems);
    List<ModelHash.Piece> pieces = new ArrayList<>();
    long bytes = 0;
    for (ModelFile file : listing.files()) {
      pieces.addAll(ModelShards.of(file, method));
      bytes += file.size();
    }
    if (pieces.isEmpty()) {
      throw new RefusedException(
          "all files of the model are empty, and shards do not cover empty files");
    }
    scope.progress().started(listing.files().size(), bytes);
    ModelHash.Outcome outcome =
        ModelHash.hash(method.hash(), pieces, scope.threads(), scope.progress());
    refuse(outcome.problems());
    List<SignedResource> resources = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      ResourceDigest digest = Objects.requireNonNull(outcome.digests().get(i));
      resources.add(ModelShards.resource(pieces.get(i), method, digest));
    }
    SerializationMethod serialization =
        switch (method) {
          case HashMethod.Files files ->
              new SerializationMethod.Files(files.hash(), scope.allowSymlinks(), ignored);
          case HashMethod.Shards shards ->
              new SerializationMethod.Shards(
                  shards.hash(), shards.size(), scope.allowSymlinks(), ignored);
        };
    return new HashedModel(
        Manifest.sorted(listing.name(), serialization, resources),
        listing.files().size(),
        bytes,
        listing.left());
  }

  private static void refuse(List<RefusalReason> problems) throws RefusedException {
    if (!problems.isEmpty()) {
      throw new RefusedException(ModelShards.sorted(problems));
    }
  }
}
