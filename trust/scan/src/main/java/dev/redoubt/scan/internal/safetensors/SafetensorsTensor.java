package dev.redoubt.scan.internal.safetensors;

import dev.redoubt.scan.internal.json.JsonDocument;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.util.List;
import java.util.Set;

/// A tensor as the header describes it, with validated numbers.
///
/// @param header the position of the description, in bytes of the file
/// @param begin of its bytes, from the start of the data
/// @param end one past its bytes
record SafetensorsTensor(String name, long header, long begin, long end) {

  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  /// @param base the position of the header's text in the file, in bytes
  /// @param room the number of bytes of data
  static SafetensorsTensor of(String name, JsonDocument description, long base, long room)
      throws MalformedContentException {
    long at = base + description.offset();
    if (!(description instanceof JsonDocument.ObjectNode node)
        || !(node.get("shape") instanceof JsonDocument.ArrayNode shape)
        || !(node.get("data_offsets") instanceof JsonDocument.ArrayNode offsets)
        || offsets.elements().size() != 2
        || node.members().size() != FIELDS.size()) {
      throw new MalformedContentException(
          at, "tensor " + QuotedContent.of(name) + " has an invalid description");
    }
    String dtype = String.valueOf(node.text("dtype"));
    Integer bits = SafetensorsDtype.BITS.get(dtype);
    if (bits == null) {
      throw new MalformedContentException(
          at,
          "tensor " + QuotedContent.of(name) + " has the unknown type " + QuotedContent.of(dtype));
    }
    long begin = whole(offsets.elements().get(0), base);
    long end = whole(offsets.elements().get(1), base);
    long length = length(shape.elements(), bits, base, name);
    if (begin > end || end > room || end - begin != length) {
      throw new MalformedContentException(
          at,
          "tensor %s has `%d` bytes, but its offsets are `%d` to `%d` of `%d` bytes of data"
              .formatted(QuotedContent.of(name), length, begin, end, room));
    }
    return new SafetensorsTensor(name, at, begin, end);
  }

  private static long length(List<JsonDocument> shape, int bits, long base, String name)
      throws MalformedContentException {
    long count = bits;
    for (JsonDocument dimension : shape) {
      long size = whole(dimension, base);
      if (size != 0 && count > Long.MAX_VALUE / size) {
        throw new MalformedContentException(
            base + dimension.offset(),
            "the size of tensor " + QuotedContent.of(name) + " overflows");
      }
      count *= size;
    }
    if (count % Byte.SIZE != 0) {
      throw new MalformedContentException(
          base, "tensor " + QuotedContent.of(name) + " does not end at a byte boundary");
    }
    return count / Byte.SIZE;
  }

  private static long whole(JsonDocument value, long base) throws MalformedContentException {
    if (value instanceof JsonDocument.NumberNode number && number.value().matches("[0-9]{1,18}")) {
      return Long.parseLong(number.value());
    }
    throw new MalformedContentException(
        base + value.offset(), "a size or offset is not an integer");
  }
}
