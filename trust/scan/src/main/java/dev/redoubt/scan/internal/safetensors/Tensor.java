package dev.redoubt.scan.internal.safetensors;

import dev.redoubt.scan.internal.json.Json;
import dev.redoubt.scan.internal.model.Malformed;
import dev.redoubt.scan.internal.model.Shown;
import java.util.List;
import java.util.Set;

/// A tensor as the header describes it, its arithmetic checked.
///
/// @param header where the description is, in bytes of the file
/// @param begin of its bytes, from the start of the data
/// @param end one past its bytes
record Tensor(String name, long header, long begin, long end) {

  private static final Set<String> FIELDS = Set.of("dtype", "shape", "data_offsets");

  /// @param base of the header's text in the file, in bytes
  /// @param room the number of bytes of data
  static Tensor of(String name, Json description, long base, long room) throws Malformed {
    long at = base + description.offset();
    if (!(description instanceof Json.ObjectNode node)
        || !(node.get("shape") instanceof Json.ArrayNode shape)
        || !(node.get("data_offsets") instanceof Json.ArrayNode offsets)
        || offsets.elements().size() != 2
        || node.members().size() != FIELDS.size()) {
      throw new Malformed(
          at, "tensor " + Shown.of(name) + " is not described as the format has it");
    }
    String dtype = String.valueOf(node.text("dtype"));
    Integer bits = Dtype.BITS.get(dtype);
    if (bits == null) {
      throw new Malformed(at, "tensor " + Shown.of(name) + " of type " + Shown.of(dtype));
    }
    long begin = whole(offsets.elements().get(0), base);
    long end = whole(offsets.elements().get(1), base);
    long length = length(shape.elements(), bits, base, name);
    if (begin > end || end > room || end - begin != length) {
      throw new Malformed(
          at,
          "tensor %s of `%d` bytes lies at `%d` to `%d` of `%d` bytes of data"
              .formatted(Shown.of(name), length, begin, end, room));
    }
    return new Tensor(name, at, begin, end);
  }

  private static long length(List<Json> shape, int bits, long base, String name) throws Malformed {
    long count = bits;
    for (Json dimension : shape) {
      long size = whole(dimension, base);
      if (size != 0 && count > Long.MAX_VALUE / size) {
        throw new Malformed(
            base + dimension.offset(), "the size of tensor " + Shown.of(name) + " overflows");
      }
      count *= size;
    }
    if (count % Byte.SIZE != 0) {
      throw new Malformed(base, "tensor " + Shown.of(name) + " ends inside a byte");
    }
    return count / Byte.SIZE;
  }

  private static long whole(Json value, long base) throws Malformed {
    if (value instanceof Json.NumberNode number && number.value().matches("[0-9]{1,18}")) {
      return Long.parseLong(number.value());
    }
    throw new Malformed(base + value.offset(), "a size or offset that is no whole number");
  }
}
