package dev.redoubt.scan.internal.tar;

import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.UnreadableReasons;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Reads tar archives, member by member.
public final class TarAnalyser implements FormatAnalyser {

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    new Walk(content, context).run();
  }

  private static final class Walk {

    /// Names and attributes that precede a member; no model has more.
    private static final int ATTRIBUTES = 1 << 20;

    private final ScannedContent content;
    private final ByteSource source;
    private final ScanContext context;
    private final Map<String, String> global = new HashMap<>();
    private final Map<String, String> own = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private long position;

    Walk(ScannedContent content, ScanContext context) throws IOException {
      this.content = content;
      this.source = content.bytes();
      this.context = context;
    }

    void run() throws IOException {
      try {
        while (position < source.size()) {
          byte[] block = source.bytesAt(position, TarHeader.BLOCK);
          if (block.length < TarHeader.BLOCK) {
            throw new IOException("truncated header");
          }
          if (zeros(block)) {
            trailing(position);
            return;
          }
          if (!TarHeader.checks(block)) {
            throw new IOException("wrong checksum of a header");
          }
          member(TarHeader.of(block));
        }
      } catch (IOException e) {
        context.report(
            Detection.of(
                TarRule.DAMAGED,
                content.place().at(Math.min(position, source.size())),
                "cannot be read completely: %s".formatted(UnreadableReasons.of(e))));
        rest(position);
      }
    }

    private void member(TarHeader plain) throws IOException {
      long data = position + TarHeader.BLOCK;
      if ("LKxgX".indexOf(plain.type()) >= 0) {
        attributes(plain, data);
        position = padded(data, plain.size());
        return;
      }
      Map<String, String> attributes = new HashMap<>(global);
      attributes.putAll(own);
      own.clear();
      TarHeader header = plain.with(attributes);
      DetectionLocation place = content.place().member(header.name());
      if (header.dataLength() > source.size() - data) {
        context.report(Detection.of(TarRule.DAMAGED, place, "the member exceeds the archive"));
      }
      check(header, attributes, place);
      if (header.file() && !header.name().endsWith("/")) {
        context.inspect(ScannedContent.of(place, source.part(data, header.dataLength())));
      } else if (plain.size() > 0 && header.dataLength() == 0) {
        // Some readers skip the declared data, others read it as the next header.
        context.report(
            Detection.of(
                TarRule.TRAILING,
                place,
                "the member has %,d bytes of data; expected none".formatted(plain.size())));
      }
      position = padded(data, header.dataLength());
    }

    private void check(TarHeader header, Map<String, String> attributes, DetectionLocation place) {
      String name = header.name();
      if (HostilePaths.leadsOut(name)) {
        context.report(
            Detection.of(
                TarRule.UNSAFE_NAME,
                place,
                "`%s` points outside the archive".formatted(HostilePaths.shown(name))));
      }
      if (header.anyLink()) {
        link(header, place);
      }
      if (header.device()) {
        context.report(
            Detection.of(
                TarRule.DEVICE,
                place,
                "`%s` is a device or a pipe".formatted(HostilePaths.shown(name))));
      }
      if (header.sparse()
          || attributes.keySet().stream().anyMatch(key -> key.startsWith("GNU.sparse"))) {
        context.report(Detection.of(TarRule.DAMAGED, place, "sparse files are not supported"));
      }
      if (header.file() && !names.add(name)) {
        context.report(
            Detection.of(
                TarRule.DUPLICATE,
                place.at(position),
                "several members are named `%s`".formatted(HostilePaths.shown(name))));
      }
    }

    private void link(TarHeader header, DetectionLocation place) {
      String target = header.link();
      String folder = header.name().substring(0, header.name().lastIndexOf('/') + 1);
      boolean out =
          leadsOut(header.type() == '2' ? folder + target : target) || target.startsWith("/");
      context.report(
          Detection.of(
              out ? TarRule.LINK_OUT : TarRule.LINK,
              place,
              "`%s` is a link to `%s`"
                  .formatted(HostilePaths.shown(header.name()), HostilePaths.shown(target))));
    }

    /// As [HostilePaths#leadsOut], but the path may go up as far as it went down.
    private static boolean leadsOut(String path) {
      int depth = 0;
      for (String step : path.replace('\\', '/').split("/", -1)) {
        depth += step.equals("..") ? -1 : step.isEmpty() || step.equals(".") ? 0 : 1;
        if (depth < 0) {
          return true;
        }
      }
      return HostilePaths.leadsOut(path.replaceAll("(^|/)\\.\\.(?=/|$)", "$1up"));
    }

    private void attributes(TarHeader header, long data) throws IOException {
      if (header.size() > ATTRIBUTES || header.size() > source.size() - data) {
        throw new IOException("a name or its attributes exceed 1 MiB");
      }
      byte[] bytes = source.bytesAt(data, (int) header.size());
      switch (header.type()) {
        case 'L' -> own.put("path", TarAttributes.text(bytes));
        case 'K' -> own.put("linkpath", TarAttributes.text(bytes));
        case 'g' -> TarAttributes.read(bytes, global);
        default -> TarAttributes.read(bytes, own);
      }
    }

    private long padded(long data, long length) throws IOException {
      long room = Math.max(0, source.size() - data);
      long blocks = Math.min(length, room) + TarHeader.BLOCK - 1;
      return data + blocks / TarHeader.BLOCK * TarHeader.BLOCK;
    }

    private void trailing(long end) throws IOException {
      long at = end;
      while (at < source.size()) {
        byte[] block = source.bytesAt(at, 1 << 16);
        for (int i = 0; i < block.length; i++) {
          if (block[i] != 0) {
            behind(at + (long) i / TarHeader.BLOCK * TarHeader.BLOCK);
            return;
          }
        }
        at += block.length;
      }
    }

    private void behind(long at) throws IOException {
      context.report(
          Detection.of(
              TarRule.TRAILING,
              content.place().at(at),
              "%,d bytes after the end".formatted(source.size() - at)));
      rest(at);
    }

    private void rest(long at) throws IOException {
      if (at > 0 && at < source.size()) {
        context.inspect(content.part("(after the end)", at, source.size() - at));
      }
    }

    private static boolean zeros(byte[] block) {
      for (byte value : block) {
        if (value != 0) {
          return false;
        }
      }
      return true;
    }
  }
}
