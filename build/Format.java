import com.google.googlejavaformat.java.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Formats, or checks the format of, every Java source of the project.
///
/// Run by the build on the JDK 25 of its toolchain, with google-java-format on the class path:
/// `Format.java --check|--write ROOT KNOWN`. Exit code 1 lists the files that are not formatted.
///
/// The file KNOWN remembers what was found to be formatted, by digests of contents, so that only
/// what has changed is looked at again. It begins with the digest of the formatter.
final class Format {

  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("--write");
    Path known = Path.of(args[2]);
    String formatter =
        digest(Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI()));
    List<Path> sources = sources(Path.of(args[1]));
    Set<String> before = write ? Set.of() : read(known, formatter);
    List<String> call = new ArrayList<>();
    call.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    int options = call.size();
    for (Path source : sources) {
      if (!before.contains(digest(source))) {
        call.add(source.toString());
      }
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code =
        call.size() == options
            ? 0
            : new Main(out, err, System.in).format(call.toArray(String[]::new));
    if (code == 0) {
      write(known, formatter, sources);
    } else if (!write) {
      err.println(
          "the files above are not formatted; run: ./mvnw -N validate -Dformat.mode=--write");
    }
    System.exit(code);
  }

  private static List<Path> sources(Path root) throws IOException {
    try (var files = Files.walk(root)) {
      return files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .sorted()
          .toList();
    }
  }

  private static String digest(Path file) throws IOException, NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
    return HexFormat.of().formatHex(digest);
  }

  private static Set<String> read(Path known, String formatter) throws IOException {
    List<String> lines = Files.exists(known) ? Files.readAllLines(known) : List.of();
    return lines.isEmpty() || !lines.getFirst().equals(formatter)
        ? Set.of()
        : new HashSet<>(lines.subList(1, lines.size()));
  }

  private static void write(Path known, String formatter, List<Path> sources)
      throws IOException, NoSuchAlgorithmException {
    Set<String> digests = new TreeSet<>();
    for (Path source : sources) {
      digests.add(digest(source));
    }
    List<String> lines = new ArrayList<>(List.of(formatter));
    lines.addAll(digests);
    Files.write(known, lines);
  }
}
