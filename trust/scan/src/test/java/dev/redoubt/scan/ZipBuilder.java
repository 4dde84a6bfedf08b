package dev.redoubt.scan;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Writes zip archives with any headers, for tests.
public final class ZipBuilder {

  /// A member, whose local header may differ from the directory.
  public static final class Member {
    private final byte[] data;
    private final byte[] packed;
    private final CRC32 crc = new CRC32();
    private String name;
    private String localName;
    private int method;
    private int localMethod;
    private int flags;
    private int localFlags;
    private long sum;
    private int mode;

    private Member(String name, byte[] data, boolean deflate) {
      this.name = name;
      this.localName = name;
      this.data = data;
      this.packed = deflate ? deflate(data) : data;
      this.method = deflate ? 8 : 0;
      this.localMethod = method;
      crc.update(data);
      this.sum = crc.getValue();
    }

    public Member localName(String other) {
      localName = other;
      return this;
    }

    public Member localMethod(int other) {
      localMethod = other;
      return this;
    }

    public Member method(int other) {
      method = other;
      localMethod = other;
      return this;
    }

    public Member flags(int both) {
      flags = both;
      localFlags = both;
      return this;
    }

    public Member sum(long other) {
      sum = other;
      return this;
    }

    public Member mode(int unix) {
      mode = unix;
      return this;
    }
  }

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream directory = new ByteArrayOutputStream();
  private int count;

  public static Member stored(String name, byte[] data) {
    return new Member(name, data, false);
  }

  public static Member deflated(String name, byte[] data) {
    return new Member(name, data, true);
  }

  /// Creates an archive.
  public static byte[] of(Member... members) {
    ZipBuilder zips = new ZipBuilder();
    for (Member member : members) {
      zips.add(member);
    }
    return zips.end("");
  }

  public ZipBuilder add(Member member) {
    int at = out.size();
    local(member);
    central(member, at);
    return this;
  }

  /// Adds a member that no directory refers to.
  public ZipBuilder addHidden(Member member) {
    local(member);
    return this;
  }

  public ZipBuilder raw(byte[] bytes) {
    out.writeBytes(bytes);
    return this;
  }

  public byte[] end(String comment) {
    int start = out.size();
    out.writeBytes(directory.toByteArray());
    ByteBuffer end = header(22, 0x06054b50);
    end.putShort(8, (short) count).putShort(10, (short) count);
    end.putInt(12, directory.size()).putInt(16, start);
    end.putShort(20, (short) comment.length());
    out.writeBytes(bytes(end));
    out.writeBytes(InMemoryScans.bytes(comment));
    return out.toByteArray();
  }

  private void local(Member member) {
    byte[] name = InMemoryScans.bytes(member.localName);
    ByteBuffer header = header(30, 0x04034b50);
    header.putShort(6, (short) member.localFlags).putShort(8, (short) member.localMethod);
    header.putInt(14, (int) member.sum);
    header.putInt(18, member.packed.length).putInt(22, member.data.length);
    header.putShort(26, (short) name.length);
    out.writeBytes(bytes(header));
    out.writeBytes(name);
    out.writeBytes(member.packed);
  }

  private void central(Member member, int at) {
    byte[] name = InMemoryScans.bytes(member.name);
    ByteBuffer header = header(46, 0x02014b50);
    header.put(5, (byte) 3);
    header.putShort(8, (short) member.flags).putShort(10, (short) member.method);
    header.putInt(16, (int) member.sum);
    header.putInt(20, member.packed.length).putInt(24, member.data.length);
    header.putShort(28, (short) name.length);
    header.putInt(38, member.mode << 16).putInt(42, at);
    directory.writeBytes(bytes(header));
    directory.writeBytes(name);
    count++;
  }

  private static byte[] bytes(ByteBuffer header) {
    byte[] bytes = new byte[header.capacity()];
    header.get(0, bytes);
    return bytes;
  }

  private static ByteBuffer header(int length, int signature) {
    return ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(0, signature);
  }

  private static byte[] deflate(byte[] data) {
    Deflater deflater = new Deflater(9, true);
    deflater.setInput(data);
    deflater.finish();
    List<byte[]> parts = new ArrayList<>();
    byte[] piece = new byte[1 << 16];
    while (!deflater.finished()) {
      int length = deflater.deflate(piece);
      parts.add(Arrays.copyOf(piece, length));
    }
    deflater.end();
    return InMemoryScans.join(parts.toArray(byte[][]::new));
  }
}
