package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The programs in `benchmarks/` compile against the product. No module contains them, so a rename
/// or a changed signature would otherwise break them unnoticed.
class BenchmarksCompileTest {

  @Test
  void everyBenchmarkCompiles(@TempDir Path output) throws IOException {
    List<Path> programs;
    try (Stream<Path> files = Files.list(Repository.ROOT.resolve("benchmarks"))) {
      programs = files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
    assertThat(programs).hasSizeGreaterThan(5);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(found, Locale.ROOT, null)) {
      compiler
          .getTask(
              new StringWriter(),
              manager,
              found,
              List.of(
                  "-proc:none",
                  // Continue after unknown imports, so that each file is checked as a whole.
                  "-XDshould-stop.ifError=FLOW",
                  "-Xmaxerrs",
                  "1000",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "-d",
                  output.toString()),
              null,
              manager.getJavaFileObjectsFromPaths(programs))
          .call();
    }
    assertThat(
            found.getDiagnostics().stream()
                .filter(each -> each.getKind() == Diagnostic.Kind.ERROR)
                .filter(each -> !isAboutJmh(each))
                .map(Object::toString))
        .isEmpty();
  }

  /// JMH is not on the class path because of its license (GPL with Class Path Exception). Only
  /// imports and annotations may refer to it.
  private static boolean isAboutJmh(Diagnostic<? extends JavaFileObject> error) {
    JavaFileObject source = error.getSource();
    if (source == null || error.getLineNumber() == Diagnostic.NOPOS) {
      return false;
    }
    try {
      CharSequence text = source.getCharContent(true);
      String line = text.toString().lines().toList().get((int) error.getLineNumber() - 1).strip();
      return text.toString().contains("import org.openjdk.jmh.")
          && (line.startsWith("import org.openjdk.jmh.") || line.startsWith("@"));
    } catch (IOException e) {
      return false;
    }
  }
}
