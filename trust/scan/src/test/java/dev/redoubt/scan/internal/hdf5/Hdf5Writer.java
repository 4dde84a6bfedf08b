package dev.redoubt.scan.internal.hdf5;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Writes small HDF5 files like the library: in the old format (superblock 0, groups as symbol
/// tables) or in the new one (superblocks 2 and 3, links in the header, checksums). Source: the
/// HDF5 File Format Specification, version 3.0.
///
/// Parts are written first and return their addresses; references to them come later.
final class Hdf5Writer {

  private static final long UNDEFINED = -1;
  private static final int SUPERBLOCK = 96;
  private static final int LEAF = 4;
  private static final int INNER = 16;
  private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

  /// A message of an object header.
  // An array, because that is what is written; nothing modifies it or compares the records.
  @SuppressWarnings("ArrayRecordComponent")
  record Message(int type, byte[] content) {}

  private final int version;
  private final ByteBuffer out = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

  /// @param version of the superblock: 0, 2 or 3
  Hdf5Writer(int version) {
    this.version = version;
    out.position(SUPERBLOCK);
  }

  private boolean old() {
    return version == 0;
  }

  /// The file with the root group at an address.
  byte[] file(long root) {
    return file(root, 0);
  }

  /// The file after a user block.
  byte[] file(long root, int block) {
    int end = block + out.position();
    ByteBuffer head = start(SUPERBLOCK).put(SIGNATURE).put((byte) version);
    if (old()) {
      head.put(new byte[] {0, 0, 0, 0, 8, 8, 0}).putShort((short) LEAF).putShort((short) INNER);
      head.putInt(0).putLong(block).putLong(UNDEFINED).putLong(end).putLong(UNDEFINED);
      head.putLong(0).putLong(root);
    } else {
      head.put(new byte[] {8, 8, 0}).putLong(block).putLong(UNDEFINED).putLong(end).putLong(root);
      head.putInt(checksum(done(head)));
    }
    byte[] file = new byte[end];
    out.get(0, file, block, out.position());
    head.get(0, file, block, SUPERBLOCK);
    return file;
  }

  /// Writes an object with its messages.
  ///
  /// @return its address
  long object(Message... messages) {
    int size = 0;
    for (Message message : messages) {
      size += old() ? 8 + padded(message.content().length) : 4 + message.content().length;
    }
    ByteBuffer header = start(size + 16);
    if (old()) {
      header.putShort((short) 1).putShort((short) messages.length).putInt(1).putInt(size).putInt(0);
    } else {
      header.put(text("OHDR")).put((byte) 2).put((byte) 2).putInt(size);
    }
    for (Message message : messages) {
      byte[] content = message.content();
      if (old()) {
        header.putShort((short) message.type()).putShort((short) padded(content.length)).putInt(0);
        header.put(content).position(header.position() + padded(content.length) - content.length);
      } else {
        header.put((byte) message.type()).putShort((short) content.length).put((byte) 0);
        header.put(content);
      }
    }
    if (!old()) {
      header.putInt(checksum(done(header)));
    }
    return write(header);
  }

  /// A group with these members.
  Message[] members(Map<String, Long> links, Message... more) {
    if (old()) {
      return joined(new Message[] {symbols(new TreeMap<>(links))}, more);
    }
    Message[] messages = links(more);
    for (Map.Entry<String, Long> link : links.entrySet()) {
      messages = joined(messages, hard(link.getKey(), link.getValue()));
    }
    return messages;
  }

  /// A group of the new format, which links to other files require.
  Message[] links(Message... links) {
    ByteBuffer info = start(18).putShort((short) 0).putLong(UNDEFINED).putLong(UNDEFINED);
    return joined(
        new Message[] {new Message(0x02, done(info)), new Message(0x0a, new byte[2])}, links);
  }

  private static Message hard(String name, long address) {
    ByteBuffer link = start(name.length() + 11).put((byte) 1).put((byte) 0);
    return new Message(0x06, done(link.put((byte) name.length()).put(text(name)).putLong(address)));
  }

  Message external(String name, String file, String path) {
    String value = "\0" + file + "\0" + path + "\0";
    ByteBuffer link = start(1_024).put((byte) 1).put((byte) 8).put((byte) 64);
    link.put((byte) name.length()).put(text(name));
    return new Message(0x06, done(link.putShort((short) value.length()).put(text(value))));
  }

  /// A tree with one node of one leaf, and a heap with the names.
  private Message symbols(SortedMap<String, Long> links) {
    ByteBuffer names = start(512);
    names.position(8);
    ByteBuffer leaf = start(8 + 2 * LEAF * 40).put(text("SNOD")).putShort((short) 1);
    leaf.putShort((short) links.size());
    long last = 0;
    for (Map.Entry<String, Long> link : links.entrySet()) {
      last = names.position();
      leaf.putLong(last).putLong(link.getValue()).putLong(0).putLong(0).putLong(0);
      names.put(text(link.getKey()));
      names.position(padded(names.position() + 1));
    }
    long leafAt = write(leaf.position(leaf.capacity()));
    ByteBuffer tree = start(24 + (4 * INNER + 1) * 8).put(text("TREE")).putShort((short) 0);
    tree.putShort((short) (links.isEmpty() ? 0 : 1)).putLong(UNDEFINED).putLong(UNDEFINED);
    tree.putLong(0).putLong(leafAt).putLong(last);
    long treeAt = write(tree.position(tree.capacity()));
    return new Message(0x11, done(start(16).putLong(treeAt).putLong(heap(names))));
  }

  private long heap(ByteBuffer names) {
    int size = names.position();
    long namesAt = write(names);
    return write(start(32).put(text("HEAP")).putInt(0).putLong(size).putLong(1).putLong(namesAt));
  }

  /// An attribute with an inline string.
  Message fixedText(String name, String value) {
    ByteBuffer type = start(8).put(new byte[] {0x13, 0x10, 0, 0}).putInt(value.length());
    return attribute(name, done(type), text(value));
  }

  /// An attribute whose string is in a heap of the file, as h5py writes Python strings.
  Message variableText(String name, String value) {
    int size = Math.max(4_096, padded(value.length()) + 48);
    ByteBuffer heap = start(size).put(text("GCOL")).putInt(1).putLong(size);
    heap.putLong(0x1_0001L).putLong(value.length()).put(text(value));
    heap.position(padded(heap.position()));
    heap.putLong(0).putLong(size - heap.position() + 8L);
    long at = write(heap.position(size));
    ByteBuffer type = start(24).put(new byte[] {0x19, 0x01, 0x01, 0}).putInt(16);
    type.put(new byte[] {0x13, 0x10, 0, 0}).putInt(1).position(16);
    return attribute(
        name, done(type), done(start(16).putInt(value.length()).putLong(at).putInt(1)));
  }

  private Message attribute(String name, byte[] type, byte[] value) {
    byte[] space = old() ? new byte[] {1, 0, 0, 0, 0, 0, 0, 0} : new byte[] {2, 0, 0, 0};
    ByteBuffer message = start(64 + padded(name.length()) + value.length);
    message.putShort((short) (old() ? 1 : 3)).putShort((short) (name.length() + 1));
    message.putShort((short) type.length).putShort((short) space.length);
    if (old()) {
      message.put(text(name)).position(8 + padded(name.length() + 1));
      message.put(type).position(padded(message.position()));
    } else {
      message.put((byte) 0).put(text(name)).put((byte) 0).put(type);
    }
    return new Message(0x0c, done(message.put(space).put(value)));
  }

  /// Four bytes of numbers in the file.
  long numbers() {
    long at = write(start(8).putLong(0x04030201));
    return dataset(layout(at));
  }

  /// Four bytes of numbers in an external file.
  long storage(String file) {
    ByteBuffer names = start(padded(file.length() + 9));
    names.position(8);
    names.put(text(file)).position(names.capacity());
    ByteBuffer files = start(40).putInt(1).putShort((short) 1).putShort((short) 1);
    files.putLong(heap(names)).putLong(8).putLong(0).putLong(4);
    return dataset(layout(UNDEFINED), new Message(0x07, done(files)));
  }

  /// Four bytes of numbers from a data set of another file.
  long virtual(String file, String dataset) {
    ByteBuffer map = start(512).put((byte) 0).putLong(1).put(text(file + "\0" + dataset + "\0"));
    for (int i = 0; i < 2; i++) {
      map.putInt(3).putInt(1).putInt(0).putInt(0);
    }
    map.putInt(checksum(done(map)));
    int length = map.position();
    ByteBuffer heap = start(4_096).put(text("GCOL")).putInt(1).putLong(4_096);
    heap.putLong(0x1_0001L).putLong(length).put(done(map));
    heap.position(padded(heap.position()));
    heap.putLong(0).putLong(4_096L - heap.position() + 8);
    long at = write(heap.position(4_096));
    return dataset(
        new Message(0x08, done(start(14).put((byte) 4).put((byte) 3).putLong(at).putInt(1))));
  }

  /// Four bytes of numbers in chunks, compressed by a registered filter.
  long filtered(int filter) {
    ByteBuffer layout = start(19).put((byte) 3).put((byte) 2).put((byte) 2).putLong(UNDEFINED);
    layout.putInt(4).putInt(1);
    ByteBuffer filters = start(14).put((byte) 2).put((byte) 1).putShort((short) filter);
    if (filter >= 256) {
      filters.putShort((short) 0);
    }
    filters.putShort((short) 1).putShort((short) 1).putInt(4);
    return dataset(new Message(0x08, done(layout)), new Message(0x0b, done(filters)));
  }

  private long dataset(Message... more) {
    byte[] space = {1, 1, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0};
    byte[] type = {0x10, 0x08, 0, 0, 1, 0, 0, 0, 0, 0, 8, 0};
    Message[] messages = {
      new Message(0x01, space), new Message(0x03, type), new Message(0x05, new byte[] {3, 0x0a})
    };
    return object(joined(messages, more));
  }

  private static Message layout(long at) {
    return new Message(0x08, done(start(18).put((byte) 3).put((byte) 1).putLong(at).putLong(4)));
  }

  private long write(ByteBuffer part) {
    out.position(padded(out.position()));
    long at = out.position();
    out.put(done(part));
    return at;
  }

  private static ByteBuffer start(int capacity) {
    return ByteBuffer.allocate(capacity).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static byte[] done(ByteBuffer part) {
    byte[] bytes = new byte[part.position()];
    part.get(0, bytes);
    return bytes;
  }

  private static int padded(int length) {
    return (length + 7) / 8 * 8;
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private static Message[] joined(Message[] first, Message... second) {
    return java.util.stream.Stream.of(first, second)
        .flatMap(java.util.Arrays::stream)
        .toArray(Message[]::new);
  }

  /// Bob Jenkins's `lookup3`, the checksum of all structures of the new format.
  private static int checksum(byte[] bytes) {
    int a = 0xdeadbeef + bytes.length;
    int b = a;
    int c = a;
    ByteBuffer words = start((bytes.length + 11) / 12 * 12).put(bytes);
    for (int at = 0; at < words.capacity(); at += 12) {
      a += words.getInt(at);
      b += words.getInt(at + 4);
      c += words.getInt(at + 8);
      if (at + 12 < words.capacity()) {
        a = (a - c) ^ Integer.rotateLeft(c, 4);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 6);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 8);
        b += a;
        a = (a - c) ^ Integer.rotateLeft(c, 16);
        c += b;
        b = (b - a) ^ Integer.rotateLeft(a, 19);
        a += c;
        c = (c - b) ^ Integer.rotateLeft(b, 4);
        b += a;
      }
    }
    c = (c ^ b) - Integer.rotateLeft(b, 14);
    a = (a ^ c) - Integer.rotateLeft(c, 11);
    b = (b ^ a) - Integer.rotateLeft(a, 25);
    c = (c ^ b) - Integer.rotateLeft(b, 16);
    a = (a ^ c) - Integer.rotateLeft(c, 4);
    b = (b ^ a) - Integer.rotateLeft(a, 14);
    return (c ^ b) - Integer.rotateLeft(b, 24);
  }
}
