import com.google.googlejavaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Formats, or checks the format of, every Java source of the project.
///
/// Run by the build on the JDK 25 of its toolchain, with google-java-format on the class path:
/// `Format.java --check|--write ROOT`. Exit code 1 lists the files that are not formatted.
final class Format {

  private Format() {}

  public static void main(String[] args) throws Exception {
    boolean write = args[0].equals("--write");
    List<String> call = new ArrayList<>();
    call.addAll(write ? List.of("--replace") : List.of("--dry-run", "--set-exit-if-changed"));
    try (var files = Files.walk(Path.of(args[1]))) {
      files
          .filter(file -> file.toString().endsWith(".java"))
          .filter(file -> !file.toString().contains("/target/"))
          .map(Path::toString)
          .sorted()
          .forEach(call::add);
    }
    PrintWriter out = new PrintWriter(System.out, true);
    PrintWriter err = new PrintWriter(System.err, true);
    int code = new Main(out, err, System.in).format(call.toArray(String[]::new));
    if (code != 0 && !write) {
      err.println(
          "the files above are not formatted; run: ./mvnw -N validate -Dformat.mode=--write");
    }
    System.exit(code);
  }
}
