package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;

/// A FlatBuffers table: fields by number, some of them absent. Source: "FlatBuffers Internals" in
/// its documentation.
///
/// @param start of the buffer, in bytes of the content
/// @param end of the buffer; nothing may lie beyond it
/// @param at the position of the table
record FlatBufferTable(ContentReader input, long start, long end, long at) {

  /// A vector.
  ///
  /// @param at the position of its first element
  record Vector(long at, long count) {}

  private static final int TEXT = 64 << 20;

  /// The root table of a buffer.
  static FlatBufferTable root(ContentReader input, long start, long end)
      throws IOException, MalformedContentException {
    return new FlatBufferTable(input, start, end, start).follow(start);
  }

  /// The position of a field; -1 if it is absent.
  private long field(int number) throws IOException, MalformedContentException {
    within(at, 4);
    long fields = at - (int) input.u32(at);
    within(fields, 4);
    int size = input.u16(fields);
    within(fields, size);
    int entry = 4 + 2 * number;
    if (entry + 2 > size || input.u16(fields + entry) == 0) {
      return -1;
    }
    return at + input.u16(fields + entry);
  }

  /// A number of four bytes; zero if it is absent.
  long number(int number) throws IOException, MalformedContentException {
    long field = field(number);
    return field < 0 ? 0 : (int) input.u32(within(field, 4));
  }

  /// A table; fails if it is absent.
  FlatBufferTable table(int number, String name) throws IOException, MalformedContentException {
    long field = field(number);
    if (field < 0) {
      throw new MalformedContentException(at, "missing `" + name + "`");
    }
    return follow(field);
  }

  String text(int number) throws IOException, MalformedContentException {
    Vector vector = vector(number, 1);
    return input.text(vector.at(), vector.count(), TEXT);
  }

  /// A vector of elements of `width` bytes; empty if it is absent.
  Vector vector(int number, int width) throws IOException, MalformedContentException {
    long field = field(number);
    if (field < 0) {
      return new Vector(at, 0);
    }
    long vector = target(field);
    long count = input.u32(within(vector, 4));
    within(vector + 4, count * width);
    return new Vector(vector + 4, count);
  }

  /// The string that an element of a vector refers to.
  String textAt(long element) throws IOException, MalformedContentException {
    long text = target(element);
    long length = input.u32(within(text, 4));
    return input.text(within(text + 4, length), length, TEXT);
  }

  /// The table that a position refers to.
  FlatBufferTable follow(long place) throws IOException, MalformedContentException {
    return new FlatBufferTable(input, start, end, target(place));
  }

  private long target(long place) throws IOException, MalformedContentException {
    return within(place + input.u32(within(place, 4)), 4);
  }

  private long within(long place, long length) throws MalformedContentException {
    if (place < start || place > end || length > end - place) {
      throw new MalformedContentException(
          Math.clamp(place, start, end),
          "`%d` bytes at `%d` exceed the end at `%d`".formatted(length, place, end));
    }
    return place;
  }
}
