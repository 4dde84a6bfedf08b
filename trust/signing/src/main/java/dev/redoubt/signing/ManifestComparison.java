package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.MlflowDownloadRecord;
import dev.redoubt.signing.internal.ModelFile;
import dev.redoubt.signing.internal.ModelFiles;
import dev.redoubt.signing.internal.ModelHash;
import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.internal.ResourcePaths;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.trust.Signatory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Compares the files of a model with a signed manifest.
final class ManifestComparison {

  private final Path model;
  private final Manifest manifest;
  private final HashScope scope;
  private final boolean ignoreUnsigned;

  private final Map<String, SignedResource> signed = new HashMap<>();
  private final Set<String> signedPaths = new HashSet<>();
  private final Set<String> uncovered = new TreeSet<>(CodePointOrder.INSTANCE);
  private final List<RefusalReason> problems = new ArrayList<>();
  private final List<ModelHash.Piece> pieces = new ArrayList<>();

  ManifestComparison(Path model, Manifest manifest, HashScope scope, boolean ignoreUnsigned) {
    this.model = model;
    this.manifest = manifest;
    this.scope = scope;
    this.ignoreUnsigned = ignoreUnsigned;
  }

  VerificationResult verdict(Signatory by, Instant at) {
    ModelFiles.Listing listing = list();
    problems.addAll(listing.problems());
    uncovered.addAll(listing.left());
    index(listing);
    List<ModelFile> compared = new ArrayList<>();
    for (ModelFile file : listing.files()) {
      take(file, compared);
    }
    missing(compared);
    long bytes = compared.stream().mapToLong(ModelFile::size).sum();
    scope.progress().started(compared.size(), bytes);
    compare();
    return problems.isEmpty()
        ? new VerificationResult.Verified(manifest, by, at, compared.size(), bytes, uncovered)
        : new VerificationResult.Refused(ModelShards.sorted(problems));
  }

  private ModelFiles.Listing list() {
    Set<String> ignored = new HashSet<>(scope.allIgnored());
    ignored.addAll(manifest.serialization().ignorePaths());
    // What is signed is compared, whatever is ignored beside.
    boolean record = scope.ignoreDownloadRecord();
    for (SignedResource resource : manifest.resources()) {
      String path = resource.path();
      record &= !path.equals(MlflowDownloadRecord.NAME);
      ignored.remove(path);
      for (int i = path.indexOf('/'); i >= 0; i = path.indexOf('/', i + 1)) {
        ignored.remove(path.substring(0, i));
      }
    }
    boolean follow = scope.allowSymlinks() && manifest.serialization().allowSymlinks();
    return ModelFiles.list(model, ignored, follow, record);
  }

  /// Maps the signed resources by the names of the existing files. The specification names a model
  /// that is a single file by its file name, the reference implementation by `.`; both refer to the
  /// given file.
  private void index(ModelFiles.Listing listing) {
    boolean single = listing.isSingleFile();
    Set<String> paths = new HashSet<>();
    for (SignedResource resource : manifest.resources()) {
      paths.add(resource.path());
    }
    boolean renamed = single && paths.size() == 1 && !paths.iterator().next().contains("/");
    for (SignedResource resource : manifest.resources()) {
      String path = renamed ? ResourcePaths.SINGLE_FILE : resource.path();
      signedPaths.add(path);
      signed.put(renamed(resource, path).name(), resource);
    }
  }

  private static SignedResource renamed(SignedResource resource, String path) {
    return switch (resource) {
      case SignedResource.OfFile file -> new SignedResource.OfFile(path, file.digest());
      case SignedResource.OfShard shard ->
          new SignedResource.OfShard(path, shard.start(), shard.end(), shard.digest());
    };
  }

  private void take(ModelFile file, List<ModelFile> compared) {
    if (signedPaths.contains(file.name())) {
      compared.add(file);
      pieces.addAll(ModelShards.of(file, method()));
    } else if (ignoreUnsigned || isUnseenByShards(file)) {
      uncovered.add(file.name());
    } else {
      problems.add(new RefusalReason(QuotedText.shown(file.name()), "is not in the signature"));
    }
  }

  private boolean isUnseenByShards(ModelFile file) {
    return file.size() == 0 && manifest.serialization() instanceof SerializationMethod.Shards;
  }

  private HashMethod method() {
    return switch (manifest.serialization()) {
      case SerializationMethod.Files files -> new HashMethod.Files(files.hash());
      case SerializationMethod.Shards shards ->
          new HashMethod.Shards(shards.hash(), shards.shardSize());
    };
  }

  private void missing(List<ModelFile> compared) {
    Set<String> there = new HashSet<>();
    compared.forEach(file -> there.add(file.name()));
    Set<String> filesWithProblems = filesWithProblems();
    for (String path : signedPaths) {
      if (!there.contains(path) && !filesWithProblems.contains(QuotedText.shown(path))) {
        problems.add(new RefusalReason(QuotedText.shown(path), "is signed, but missing"));
      }
    }
  }

  private void compare() {
    ModelHash.Outcome outcome =
        ModelHash.hash(manifest.serialization().hash(), pieces, scope.threads(), scope.progress());
    problems.addAll(outcome.problems());
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < pieces.size(); i++) {
      ResourceDigest actual = outcome.digests().get(i);
      if (actual != null) {
        SignedResource here = ModelShards.resource(pieces.get(i), method(), actual);
        seen.add(here.name());
        compare(here, actual);
      }
    }
    Set<String> filesWithProblems = filesWithProblems();
    for (Map.Entry<String, SignedResource> entry : signed.entrySet()) {
      String path = QuotedText.shown(entry.getValue().path());
      if (!seen.contains(entry.getKey())
          && !filesWithProblems.contains(path)
          && !filesWithProblems.contains(ResourcePaths.SINGLE_FILE)) {
        problems.add(new RefusalReason(path, "is shorter than the signed file"));
      }
    }
  }

  /// Files that already have a problem.
  private Set<String> filesWithProblems() {
    Set<String> filesWithProblems = new HashSet<>();
    problems.forEach(each -> filesWithProblems.add(String.valueOf(each.file())));
    return filesWithProblems;
  }

  private void compare(SignedResource here, ResourceDigest actual) {
    SignedResource expected = signed.get(here.name());
    if (expected == null) {
      problems.add(
          new RefusalReason(
              QuotedText.shown(here.path()), "is longer or shorter than the signed file"));
    } else if (!expected.digest().equals(actual)) {
      problems.add(
          new RefusalReason(
              QuotedText.shown(here.path()),
              "the content differs from the signed content: its digest is "
                  + actual
                  + ", the signed digest is "
                  + expected.digest()));
    }
  }
}
