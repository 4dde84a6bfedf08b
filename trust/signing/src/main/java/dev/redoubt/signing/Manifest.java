package dev.redoubt.signing;

import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.Sha256;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The signed content of a model signature: the files of the model and their digests.
///
/// @param name of the model, for people only
/// @param resources in the order in which they are written, at least one; the digest of the model
///   depends on it
public record Manifest(
    String name, SerializationMethod serialization, List<SignedResource> resources) {

  /// The predicate type of OpenSSF Model Signing 1.0.
  public static final String PREDICATE_TYPE = "https://model_signing/signature/v1.0";

  private static final Comparator<SignedResource> BY_PARTS =
      Comparator.comparing(SignedResource::path, Manifest::compareParts)
          .thenComparingLong(Manifest::start);

  public Manifest {
    resources = List.copyOf(resources);
    if (name.isEmpty() || resources.isEmpty()) {
      throw new IllegalArgumentException("a manifest needs a name and at least one resource");
    }
  }

  /// Creates a manifest with its resources in the order of the specification: by the code points of
  /// their names.
  public static Manifest sorted(
      String name, SerializationMethod serialization, List<SignedResource> resources) {
    return new Manifest(
        name,
        serialization,
        resources.stream()
            .sorted(Comparator.comparing(SignedResource::name, CodePointOrder.INSTANCE))
            .toList());
  }

  /// The digest of the model (section 6.5.1): SHA-256 over the digests of its resources, in order.
  ///
  /// It does not cover the names of files: only a signature does. Two models whose files have
  /// different names may have the same digest.
  public ResourceDigest rootDigest() {
    MessageDigest sha256 = Sha256.start();
    for (SignedResource resource : resources) {
      sha256.update(resource.digest().bytes());
    }
    return ResourceDigest.of(sha256.digest());
  }

  /// All digests by which others may identify this model: with the resources in the order of this
  /// manifest, in the order of the specification, and in that of the reference implementation,
  /// which sorts by the segments of paths (`a/b` before `a.txt`). They differ only in order.
  public Set<ResourceDigest> digests() {
    Set<ResourceDigest> digests = new LinkedHashSet<>();
    digests.add(rootDigest());
    digests.add(sorted(name, serialization, resources).rootDigest());
    List<SignedResource> byParts = resources.stream().sorted(BY_PARTS).toList();
    digests.add(new Manifest(name, serialization, byParts).rootDigest());
    return Collections.unmodifiableSet(digests);
  }

  private static int compareParts(String left, String right) {
    String[] a = left.split("/", -1);
    String[] b = right.split("/", -1);
    return Arrays.compare(a, b, CodePointOrder.INSTANCE);
  }

  private static long start(SignedResource resource) {
    return switch (resource) {
      case SignedResource.OfFile _ -> 0;
      case SignedResource.OfShard shard -> shard.start();
    };
  }
}
