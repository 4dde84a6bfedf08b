import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/// Packs a folder so that the same files give the same bytes: sorted, with one time, and without
/// the names of users.
final class Archives {

  private static final int FILE = 0100644;
  private static final int PROGRAM = 0100755;

  private Archives() {}

  static void tarGzip(Path tree, Path archive, FileTime time) throws IOException {
    GzipParameters usual = new GzipParameters();
    usual.setCompressionLevel(6);
    try (OutputStream file = Files.newOutputStream(archive);
        TarArchiveOutputStream out =
            new TarArchiveOutputStream(new GzipCompressorOutputStream(file, usual), "UTF-8")) {
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      for (Path each : files(tree)) {
        TarArchiveEntry entry = new TarArchiveEntry(name(tree, each));
        entry.setSize(Files.size(each));
        entry.setLastModifiedTime(time);
        entry.setIds(0, 0);
        entry.setMode(mode(each));
        out.putArchiveEntry(entry);
        Files.copy(each, out);
        out.closeArchiveEntry();
      }
    }
  }

  /// The entries carry the time in UTC beside the local time of DOS, so that `unzip` restores it
  /// anywhere: the AOT cache is checked against the times of the jars.
  static void zip(Path tree, Path archive, FileTime time) throws IOException {
    try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(archive)) {
      out.setLevel(6);
      for (Path each : files(tree)) {
        ZipArchiveEntry entry = new ZipArchiveEntry(name(tree, each));
        entry.setLastModifiedTime(time);
        entry.setUnixMode(mode(each));
        out.putArchiveEntry(entry);
        Files.copy(each, out);
        out.closeArchiveEntry();
      }
    }
  }

  private static List<Path> files(Path tree) throws IOException {
    try (Stream<Path> all = Files.walk(tree)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static String name(Path tree, Path file) {
    return tree.getParent().relativize(file).toString().replace('\\', '/');
  }

  private static int mode(Path file) {
    return Files.isExecutable(file) && !file.toString().endsWith(".jar") ? PROGRAM : FILE;
  }
}
