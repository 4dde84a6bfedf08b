package dev.redoubt.signing;

import dev.redoubt.signing.digest.HashAlgorithm;
import dev.redoubt.signing.digest.ResourceDigest;
import dev.redoubt.signing.internal.QuotedText;
import dev.redoubt.signing.internal.ResourcePaths;
import dev.redoubt.signing.internal.StatementJson;
import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusalReason;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes the statement of a model signature: section 5 of OpenSSF Model Signing 1.0.
public final class ManifestJson {

  /// Names of files may have colons too, so the last two numbers count (section 6.3.2).
  private static final Pattern SHARD =
      Pattern.compile("(?s)(.+):(0|[1-9]\\d{0,17}):([1-9]\\d{0,17})");

  private static final String WHERE = "predicate.serialization";

  /// Those of in-toto's resource descriptors, which the specification does not use and does not
  /// forbid.
  private static final Set<String> RESOURCE_FIELDS =
      Set.of(
          "name",
          "algorithm",
          "digest",
          "uri",
          "content",
          "downloadLocation",
          "mediaType",
          "annotations");

  private ManifestJson() {}

  /// Reads the payload of a bundle.
  ///
  /// @throws RefusedException also if the digest of the model is not that of its resources
  public static Manifest read(byte[] payload) throws RefusedException {
    StatementJson statement = StatementJson.read(payload);
    if (!statement.predicateType().equals(Manifest.PREDICATE_TYPE)) {
      throw new RefusedException(
          "`statement.predicateType` is `"
              + QuotedText.shown(statement.predicateType())
              + "`, which is not a model signature; only `"
              + Manifest.PREDICATE_TYPE
              + "` is accepted");
    }
    StrictJsonObject predicate =
        StrictJsonObject.of(
            statement.predicate(), "predicate", Set.of("serialization", "resources"));
    SerializationMethod serialization = serialization(predicate.node("serialization"));
    List<SignedResource> resources = resources(predicate, serialization);
    Manifest manifest = new Manifest(statement.name(), serialization, resources);
    if (!manifest.rootDigest().equals(statement.digest())) {
      throw new RefusedException(
          "the model digest is "
              + statement.digest()
              + ", but the digest computed from its resources is "
              + manifest.rootDigest());
    }
    return manifest;
  }

  private static SerializationMethod serialization(@Nullable JsonNode node)
      throws RefusedException {
    StrictJsonObject fields =
        StrictJsonObject.of(
            node,
            WHERE,
            Set.of("method", "hash_type", "allow_symlinks", "ignore_paths", "shard_size"));
    String hash = fields.text("hash_type");
    HashAlgorithm algorithm =
        HashAlgorithm.of(hash)
            .orElseThrow(
                () ->
                    new RefusedException(
                        "`"
                            + WHERE
                            + ".hash_type` is `"
                            + QuotedText.shown(hash)
                            + "`, which is not"
                            + " supported; use `sha256`, `blake2b` or `blake3`"));
    boolean symlinks = fields.flag("allow_symlinks");
    List<String> ignored = ignorePaths(fields);
    String method = fields.text("method");
    return switch (method) {
      case "files" -> {
        if (fields.has("shard_size")) {
          throw new RefusedException(
              "`" + WHERE + ".shard_size` is only allowed with the method `shards`");
        }
        yield new SerializationMethod.Files(algorithm, symlinks, ignored);
      }
      case "shards" ->
          new SerializationMethod.Shards(
              algorithm, fields.number("shard_size", 1), symlinks, ignored);
      default ->
          throw new RefusedException(
              "`"
                  + WHERE
                  + ".method` is `"
                  + QuotedText.shown(method)
                  + "`, which is not supported; use `files` or `shards`");
    };
  }

  private static List<String> ignorePaths(StrictJsonObject fields) throws RefusedException {
    List<String> paths = fields.texts("ignore_paths");
    for (String path : paths) {
      String problem = ResourcePaths.problem(path);
      if (problem != null) {
        throw new RefusedException(
            "`" + WHERE + ".ignore_paths` has `" + QuotedText.shown(path) + "`: " + problem);
      }
    }
    return paths;
  }

  private static List<SignedResource> resources(
      StrictJsonObject predicate, SerializationMethod serialization) throws RefusedException {
    List<JsonNode> nodes = predicate.list("resources");
    if (nodes.isEmpty()) {
      throw new RefusedException("`predicate.resources` is empty: nothing is signed");
    }
    List<SignedResource> resources = new ArrayList<>(nodes.size());
    Set<String> names = new HashSet<>();
    for (JsonNode node : nodes) {
      String where = "predicate.resources[" + resources.size() + "]";
      SignedResource resource =
          resource(StrictJsonObject.of(node, where, RESOURCE_FIELDS), serialization);
      if (!names.add(resource.name())) {
        throw new RefusedException(
            List.of(
                new RefusalReason(QuotedText.shown(resource.path()), "is in the signature twice")));
      }
      resources.add(resource);
    }
    if (serialization instanceof SerializationMethod.Shards shards) {
      checkShards(resources, shards.shardSize());
    }
    return resources;
  }

  private static SignedResource resource(StrictJsonObject fields, SerializationMethod serialization)
      throws RefusedException {
    String name = fields.text("name");
    checkAlgorithm(fields, serialization);
    ResourceDigest digest = fields.digest("digest", serialization.hash().bytes());
    return switch (serialization) {
      case SerializationMethod.Files _ -> {
        checkPath(name);
        yield new SignedResource.OfFile(name, digest);
      }
      case SerializationMethod.Shards _ -> {
        Matcher parts = SHARD.matcher(name);
        if (!parts.matches()) {
          throw new RefusedException(
              List.of(
                  new RefusalReason(
                      QuotedText.shown(name), "is not a shard name; expected `NAME:START:END`")));
        }
        checkPath(parts.group(1));
        long start = Long.parseLong(parts.group(2));
        long end = Long.parseLong(parts.group(3));
        if (start >= end) {
          throw new RefusedException(
              List.of(
                  new RefusalReason(
                      QuotedText.shown(name), "is a shard that ends before it starts")));
        }
        yield new SignedResource.OfShard(parts.group(1), start, end, digest);
      }
    };
  }

  private static void checkAlgorithm(StrictJsonObject fields, SerializationMethod serialization)
      throws RefusedException {
    String algorithm = fields.text("algorithm");
    String expected = serialization.hash().id();
    // The reference implementation says here how it cut files; the specification does not.
    boolean sharded =
        serialization instanceof SerializationMethod.Shards shards
            && algorithm.equals(expected + "-sharded-" + shards.shardSize());
    if (!algorithm.equals(expected) && !sharded) {
      throw new RefusedException(
          "`"
              + fields.at("algorithm")
              + "` is `"
              + QuotedText.shown(algorithm)
              + "`, but `hash_type` is `"
              + expected
              + "`");
    }
  }

  private static void checkPath(String path) throws RefusedException {
    String problem = path.equals(ResourcePaths.SINGLE_FILE) ? null : ResourcePaths.problem(path);
    if (problem != null) {
      throw new RefusedException(List.of(new RefusalReason(QuotedText.shown(path), problem)));
    }
  }

  /// Each piece must be as long as the serialization says, or be the last of its file; that none is
  /// missing is seen when they are compared with the file.
  private static void checkShards(List<SignedResource> resources, long size)
      throws RefusedException {
    for (SignedResource resource : resources) {
      if (resource instanceof SignedResource.OfShard shard
          && (shard.start() % size != 0 || shard.end() - shard.start() > size)) {
        throw new RefusedException(
            List.of(
                new RefusalReason(
                    QuotedText.shown(shard.name()),
                    "is not a shard of " + size + " bytes, the signed shard size")));
      }
    }
  }

  /// The payload for a manifest, in canonical JSON.
  public static byte[] write(Manifest manifest) throws RefusedException {
    ObjectNode predicate = JsonNodeFactory.instance.objectNode();
    ObjectNode fields = predicate.putObject("serialization");
    SerializationMethod serialization = manifest.serialization();
    fields.put("hash_type", serialization.hash().id());
    fields.put("allow_symlinks", serialization.allowSymlinks());
    if (!serialization.ignorePaths().isEmpty()) {
      ArrayNode ignored = fields.putArray("ignore_paths");
      serialization.ignorePaths().forEach(ignored::add);
    }
    String algorithm = serialization.hash().id();
    switch (serialization) {
      case SerializationMethod.Files _ -> fields.put("method", "files");
      case SerializationMethod.Shards shards ->
          fields.put("method", "shards").put("shard_size", shards.shardSize());
    }
    ArrayNode resources = predicate.putArray("resources");
    for (SignedResource resource : manifest.resources()) {
      resources
          .addObject()
          .put("name", resource.name())
          .put("algorithm", algorithm)
          .put("digest", resource.digest().hex());
    }
    return new StatementJson(
            manifest.name(), manifest.rootDigest(), Manifest.PREDICATE_TYPE, predicate)
        .write();
  }
}
