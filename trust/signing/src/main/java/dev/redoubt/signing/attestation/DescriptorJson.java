package dev.redoubt.signing.attestation;

import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes resource descriptors in JSON, and other structures that several predicates
/// share.
final class DescriptorJson {

  private static final Set<String> FIELDS =
      Set.of("name", "uri", "digest", "content", "downloadLocation", "mediaType", "annotations");

  private DescriptorJson() {}

  static ResourceDescriptor read(@Nullable JsonNode node, String where) throws RefusedException {
    StrictJsonObject fields = StrictJsonObject.of(node, where, FIELDS);
    if (fields.has("content")) {
      fields.bytes("content");
    }
    Map<String, String> digest = fields.map("digest");
    if (!fields.has("uri") && digest.isEmpty() && !fields.has("content")) {
      throw new RefusedException("`" + where + "` must have `uri`, `digest` or `content`");
    }
    return new ResourceDescriptor(
        fields.optionalText("name"),
        fields.optionalText("uri"),
        digest,
        fields.optionalText("content"),
        fields.optionalText("downloadLocation"),
        fields.optionalText("mediaType"),
        object(fields, "annotations"));
  }

  static List<ResourceDescriptor> list(StrictJsonObject fields, String name)
      throws RefusedException {
    List<ResourceDescriptor> list = new ArrayList<>();
    for (JsonNode node : fields.list(name)) {
      list.add(read(node, fields.at(name) + "[" + list.size() + "]"));
    }
    return list;
  }

  /// An object with fields of somebody's own, or null.
  static @Nullable JsonText object(StrictJsonObject fields, String name) throws RefusedException {
    JsonNode node = fields.node(name);
    return node == null ? null : JsonText.of(node, fields.at(name));
  }

  static void write(ResourceDescriptor descriptor, ObjectNode out) {
    put(out, "name", descriptor.name());
    put(out, "uri", descriptor.uri());
    put(out, "digest", descriptor.digest());
    put(out, "content", descriptor.content());
    put(out, "downloadLocation", descriptor.downloadLocation());
    put(out, "mediaType", descriptor.mediaType());
    put(out, "annotations", descriptor.annotations());
  }

  /// Writes nothing where there are none.
  static void put(ObjectNode out, String name, List<ResourceDescriptor> list) {
    if (!list.isEmpty()) {
      ArrayNode array = out.putArray(name);
      list.forEach(each -> write(each, array.addObject()));
    }
  }

  static void put(ObjectNode out, String name, @Nullable String text) {
    if (text != null) {
      out.put(name, text);
    }
  }

  /// In RFC 3339.
  static void put(ObjectNode out, String name, java.time.@Nullable Instant time) {
    if (time != null) {
      out.put(name, time.toString());
    }
  }

  static void put(ObjectNode out, String name, @Nullable JsonText object) {
    if (object != null) {
      out.set(name, object.node());
    }
  }

  /// Writes nothing where it is empty.
  static void put(ObjectNode out, String name, Map<String, String> map) {
    if (!map.isEmpty()) {
      ObjectNode object = out.putObject(name);
      map.forEach(object::put);
    }
  }

  static void putTexts(ObjectNode out, String name, List<String> texts) {
    ArrayNode array = out.putArray(name);
    texts.forEach(array::add);
  }
}
