package dev.redoubt.scan.internal.hdf5;

import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// The header of an object: a list of messages, in one or more blocks.
final class ObjectHeader {

  static final int LINK_INFO = 0x02;
  static final int LINK = 0x06;
  static final int EXTERNAL_FILES = 0x07;
  static final int DATA_LAYOUT = 0x08;
  static final int FILTERS = 0x0b;
  static final int ATTRIBUTE = 0x0c;
  static final int CONTINUATION = 0x10;
  static final int SYMBOL_TABLE = 0x11;
  static final int ATTRIBUTE_INFO = 0x15;

  /// Objects with more messages store their attributes and links in heaps.
  private static final int MESSAGES = 100_000;

  private static final int CHECKSUM = 4;

  /// A header message.
  ///
  /// @param at the position of its content
  record Message(int type, boolean shared, long at, long length) {}

  private record Block(long from, long end) {}

  private final Hdf5Layout layout;
  private final ContentReader input;
  private final List<Message> messages = new ArrayList<>();
  private final Deque<Block> blocks = new ArrayDeque<>();
  private boolean second;
  private boolean ordered;

  private ObjectHeader(Hdf5Layout layout) {
    this.layout = layout;
    this.input = layout.input();
  }

  /// Reads the messages of the header at an address.
  static List<Message> messages(Hdf5Layout layout, long address)
      throws IOException, MalformedContentException {
    ObjectHeader header = new ObjectHeader(layout);
    header.open(address);
    int count = 0;
    for (Block block = header.blocks.poll(); block != null; block = header.blocks.poll()) {
      header.read(block);
      if (++count > MESSAGES || header.messages.size() > MESSAGES) {
        throw new MalformedContentException(
            address, "object header with more than `" + MESSAGES + "` parts");
      }
    }
    return header.messages;
  }

  private void open(long address) throws IOException, MalformedContentException {
    if (input.u8(address) == 1) {
      long length = input.u32(address + 8);
      blocks.add(block(address + 16, length));
      return;
    }
    layout.expect(address, "OHDR");
    int version = input.u8(address + 4);
    if (version != 2) {
      throw new MalformedContentException(
          address, "unsupported object header version `" + version + "`");
    }
    second = true;
    int flags = input.u8(address + 5);
    ordered = (flags & 4) != 0;
    long at = address + 6 + ((flags & 32) != 0 ? 16 : 0) + ((flags & 16) != 0 ? 4 : 0);
    int width = 1 << (flags & 3);
    blocks.add(block(at + width, input.unsigned(at, width)));
  }

  private Block block(long from, long length) throws MalformedContentException {
    input.within(from, length);
    return new Block(from, from + length);
  }

  private void read(Block block) throws IOException, MalformedContentException {
    int head = second ? ordered ? 6 : 4 : 8;
    for (long at = block.from(); at + head <= block.end(); ) {
      int type = second ? input.u8(at) : input.u16(at);
      int size = input.u16(at + (second ? 1 : 2));
      int flags = input.u8(at + (second ? 3 : 4));
      long content = at + head;
      if (size > block.end() - content) {
        throw new MalformedContentException(
            at, "message of `" + size + "` bytes exceeds its block");
      }
      if (type == CONTINUATION) {
        continuation(content);
      } else if (type != 0) {
        messages.add(new Message(type, (flags & 2) != 0, content, size));
      }
      at = content + size;
    }
  }

  private void continuation(long at) throws IOException, MalformedContentException {
    long address = layout.address(at);
    long length = layout.length(at + layout.offsets());
    if (address == Hdf5Layout.UNDEFINED) {
      throw new MalformedContentException(
          at, "object header continuation has an undefined address");
    }
    input.within(address, length);
    if (!second) {
      blocks.add(block(address, length));
      return;
    }
    layout.expect(address, "OCHK");
    if (length < 4 + CHECKSUM) {
      throw new MalformedContentException(
          address, "invalid object header continuation of `" + length + "` bytes");
    }
    blocks.add(block(address + 4, length - 4 - CHECKSUM));
  }
}
