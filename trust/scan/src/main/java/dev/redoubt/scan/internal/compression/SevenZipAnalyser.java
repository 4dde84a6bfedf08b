package dev.redoubt.scan.internal.compression;

import dev.redoubt.bytes.ReadChannel;
import dev.redoubt.scan.ByteSource;
import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.HostilePaths;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import dev.redoubt.scan.internal.UnreadableReasons;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.MemoryLimitException;
import org.apache.commons.compress.PasswordRequiredException;
import org.apache.commons.compress.archivers.sevenz.SevenZArchiveEntry;
import org.apache.commons.compress.archivers.sevenz.SevenZFile;
import org.jspecify.annotations.Nullable;

/// Reads 7z archives, member by member.
public final class SevenZipAnalyser implements FormatAnalyser {

  /// In KiB, for headers and dictionaries.
  private static final int MEMORY = 160 << 10;

  private static final int UNIX_LINK = 0xA000;
  private static final int UNIX_KIND = 0xF000;

  @Override
  public void analyse(ScannedContent content, ScanContext context) throws IOException {
    try (SevenZFile archive = open(content.bytes())) {
      members(archive, content, context);
    } catch (PasswordRequiredException e) {
      context.report(Detection.of(PackedRule.ENCRYPTED, content.place(), "encrypted"));
    } catch (MemoryLimitException e) {
      context.report(
          Detection.of(
              PackedRule.UNSUPPORTED, content.place(), "requires more than 160 MiB of memory"));
    } catch (IOException e) {
      damaged(content.place(), UnreadableReasons.of(e), context);
    }
  }

  private static SevenZFile open(ByteSource bytes) throws IOException {
    try {
      return SevenZFile.builder()
          .setSeekableByteChannel(new ReadChannel(bytes.part(0, bytes.size())))
          .setMaxMemoryLimitKiB(MEMORY)
          .setTryToRecoverBrokenArchives(false)
          .get();
    } catch (IllegalArgumentException e) {
      throw new IOException("an offset before the start of the file", e);
    }
  }

  private static void members(SevenZFile archive, ScannedContent content, ScanContext context)
      throws IOException {
    for (SevenZArchiveEntry entry = next(archive); entry != null; entry = next(archive)) {
      String name = entry.getName() == null ? "(without a name)" : entry.getName();
      DetectionLocation place = content.place().member(name);
      names(entry, place, context);
      if (entry.hasStream() && !entry.isDirectory()) {
        // Every decoder error surfaces in the expansion; what fails here is the archive itself.
        context.expand(place, content.bytes().size(), stream(archive));
      }
    }
  }

  private static void names(
      SevenZArchiveEntry entry, DetectionLocation place, ScanContext context) {
    String name = place.members().getLast();
    if (HostilePaths.leadsOut(name)) {
      context.report(
          Detection.of(
              PackedRule.UNSAFE_NAME,
              place,
              "`%s` points outside the archive".formatted(HostilePaths.shown(name))));
    }
    if (entry.getHasWindowsAttributes()
        && (entry.getWindowsAttributes() >>> 16 & UNIX_KIND) == UNIX_LINK) {
      context.report(
          Detection.of(
              PackedRule.LINK, place, "`%s` is a link".formatted(HostilePaths.shown(name))));
    }
  }

  private static @Nullable SevenZArchiveEntry next(SevenZFile archive) throws IOException {
    try {
      return archive.getNextEntry();
    } catch (RuntimeException e) {
      throw new IOException("invalid structure", e);
    }
  }

  /// Reads the current member.
  private static InputStream stream(SevenZFile archive) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        return archive.read();
      }

      @Override
      public int read(byte[] target, int offset, int length) throws IOException {
        return archive.read(target, offset, length);
      }
    };
  }

  private static void damaged(DetectionLocation place, String reason, ScanContext context) {
    context.report(
        Detection.of(PackedRule.DAMAGED, place, "cannot be read completely: %s".formatted(reason)));
  }
}
