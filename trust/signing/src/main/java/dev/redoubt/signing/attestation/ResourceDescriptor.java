package dev.redoubt.signing.attestation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A resource to which a statement refers; resource descriptor of in-toto attestation 1. At least
/// one of `uri`, `digest` and `content` is present.
///
/// @param name tells it from others of the same statement
/// @param uri what it is, globally
/// @param digest by algorithm, as a rule in hexadecimal; empty where it is not known
/// @param content the thing itself in base64, if it is small
/// @param downloadLocation where to get it, if that is not `uri`
/// @param mediaType of the thing
/// @param annotations whatever else
public record ResourceDescriptor(
    @Nullable String name,
    @Nullable String uri,
    Map<String, String> digest,
    @Nullable String content,
    @Nullable String downloadLocation,
    @Nullable String mediaType,
    @Nullable JsonText annotations) {

  public ResourceDescriptor {
    digest = Map.copyOf(digest);
    if (uri == null && digest.isEmpty() && content == null) {
      throw new IllegalArgumentException("a descriptor needs a URI, a digest or content");
    }
  }

  /// Creates a descriptor from a URI and a SHA-256 digest.
  public static ResourceDescriptor of(String uri, String sha256) {
    return new ResourceDescriptor(null, uri, Map.of("sha256", sha256), null, null, null, null);
  }
}
