package dev.redoubt.scan.internal.zip;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScanRule;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.SourceStream;
import dev.redoubt.scan.internal.torch.TorchArchive;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;

/// Reads the members of an archive.
final class ZipMemberReader {

  private static final int STORED = 0;

  private final ScannedContent archive;
  private final ByteSource source;
  private final TorchArchive torch;
  private final ScanContext context;

  /// Data that was already scanned: directories may share members.
  private record Seen(String name, int method, long start, long length) {}

  private final Set<Seen> seen = new HashSet<>();

  /// Overlapping members could make the scan of a small archive endless. Two directories, and two
  /// headers for each member that disagree, are within this multiple of the archive size.
  private static final int READINGS = 4;

  private long budget;

  ZipMemberReader(ScannedContent archive, TorchArchive torch, ScanContext context)
      throws IOException {
    this.archive = archive;
    this.source = archive.bytes();
    this.torch = torch;
    this.context = context;
    this.budget = source.size() * READINGS;
  }

  void inspect(List<ZipMember> members) throws IOException {
    for (ZipMember member : members) {
      if (seen.add(new Seen(member.name(), member.method(), member.dataStart(), member.packed()))
          && !(member.folder() && member.packed() == 0)) {
        budget -= Math.min(member.packed(), source.size());
        if (budget < 0) {
          context.report(
              Detection.of(
                  ScanRule.TOO_LARGE,
                  archive.place(),
                  "the members together exceed %d times the size of the archive"
                      .formatted(READINGS)));
          return;
        }
        inspect(member);
      }
    }
  }

  private void inspect(ZipMember member) throws IOException {
    DetectionLocation place = archive.place().member(member.name());
    if (torch.isScript(member.name()) || torch.isBytecode(member.name())) {
      context.expectTorchScript(place);
    }
    if (member.encrypted()) {
      context.report(Detection.of(ZipRule.ENCRYPTED, place, "encrypted"));
      if (!readsAsPlain(member)) {
        return;
      }
    }
    ByteSource data = source.part(member.dataStart(), member.packed());
    if (member.method() == STORED) {
      stored(member, place, data);
      return;
    }
    try (InputStream unpacked = ZipMethod.open(member, data)) {
      Checked checked = new Checked(unpacked);
      boolean whole = context.expand(place, member.packed(), checked);
      if (whole) {
        check(member, place, checked.crc.getValue(), checked.count);
      }
    } catch (UnsupportedCompressionException e) {
      context.report(
          Detection.of(
              ZipRule.UNSUPPORTED,
              place,
              "unsupported compression method %d".formatted(member.method())));
    }
  }

  private void stored(ZipMember member, DetectionLocation place, ByteSource data)
      throws IOException {
    ScannedContent content = ScannedContent.of(place, data);
    if (torch.isStorage(member.name())) {
      context.inspectNumbers(content);
      return;
    }
    context.inspect(content);
    Checked checked = new Checked(new SourceStream(data));
    checked.drain();
    check(member, place, checked.crc.getValue(), checked.count);
  }

  private void check(ZipMember member, DetectionLocation place, long crc, long count) {
    if (!member.crcKnown()) {
      return;
    }
    if (crc != member.crc()) {
      context.report(
          Detection.of(
              ZipRule.CHECKSUM,
              place,
              "the checksum is %08x; expected %08x".formatted(crc, member.crc())));
    } else if (count != member.size()) {
      context.report(
          Detection.of(
              ZipRule.MISMATCH,
              place,
              "the member has %,d bytes; expected %,d".formatted(count, member.size())));
    }
  }

  /// Whether the data is not encrypted despite the flag: some readers ignore the flag.
  private boolean readsAsPlain(ZipMember member) throws IOException {
    ByteSource data = source.part(member.dataStart(), member.packed());
    try (InputStream unpacked =
        member.method() == STORED ? new SourceStream(data) : ZipMethod.open(member, data)) {
      Checked checked = new Checked(unpacked);
      byte[] piece = new byte[1 << 16];
      // As much as is declared: more would be wrong anyway.
      int got;
      do {
        got = checked.read(piece);
      } while (got > 0 && checked.count <= member.size());
      return checked.crc.getValue() == member.crc();
    } catch (IOException | RuntimeException | UnsupportedCompressionException e) {
      return false;
    }
  }

  /// Counts the bytes that are read, and computes their checksum.
  private static final class Checked extends InputStream {

    private final InputStream stream;
    private final CRC32 crc = new CRC32();
    private final byte[] one = new byte[1];
    private long count;

    Checked(InputStream stream) {
      this.stream = stream;
    }

    void drain() throws IOException {
      byte[] piece = new byte[1 << 16];
      int got;
      do {
        got = read(piece);
      } while (got > 0);
    }

    @Override
    public int read() throws IOException {
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int got = stream.read(target, offset, length);
      if (got > 0) {
        crc.update(target, offset, got);
        count += got;
      }
      return got;
    }
  }
}
