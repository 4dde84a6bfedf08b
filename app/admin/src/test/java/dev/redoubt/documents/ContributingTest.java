package dev.redoubt.documents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.documents.MarkdownPage.CodeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Folders, files, classes, modules and tests in the tables of CONTRIBUTING.md exist.
class ContributingTest {

  private static final MarkdownPage PAGE =
      MarkdownPage.read(Repository.ROOT.resolve("CONTRIBUTING.md"));

  private static final Pattern FILE = Pattern.compile("[\\w<>*./-]+\\.[a-z]{2,10}");
  private static final Pattern PACKAGE = Pattern.compile("[a-z]+(?:\\.[a-z]+)+");
  private static final Pattern CLASS = Pattern.compile("(?:<\\w+>)?[A-Z][a-z]\\w*(?:<\\w+>\\w*)?");

  private static final Pattern DECLARATION =
      Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

  private static List<CodeSpan> inTables() {
    return PAGE.codeSpans().stream()
        .filter(span -> PAGE.prose().get(span.line() - 1).startsWith("|"))
        .toList();
  }

  @Test
  void everyPathExists() {
    List<String> missing = new ArrayList<>();
    for (CodeSpan span : inTables()) {
      String path = span.text();
      boolean named = path.indexOf(' ') < 0 && (path.contains("/") || FILE.matcher(path).matches());
      boolean builtLater = path.matches("(?:.*/)?target/.*");
      if (named && !builtLater && !exists(path)) {
        missing.add("CONTRIBUTING.md:%d: `%s`".formatted(span.line(), path));
      }
    }
    assertThat(missing).isEmpty();
  }

  /// Whether a path from the root exists, as a file or a folder. A name without folder may be the
  /// end of any path or of a package name.
  private static boolean exists(String path) {
    if (PACKAGE.matcher(path).matches() && exists("src/main/java/.../" + path.replace('.', '/'))) {
      return true;
    }
    String anywhere = path.contains("/") && !path.startsWith("src/") ? "" : "(?:.*/)?";
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    Pattern wanted = Pattern.compile(anywhere + Globs.regex(trimmed) + "(?:/.*)?");
    return Repository.names().stream().anyMatch(name -> wanted.matcher(name).matches());
  }

  @Test
  void everyClassExists() {
    String declared =
        Repository.files(Set.of("java")).stream()
            .map(Repository::text)
            .flatMap(source -> DECLARATION.matcher(source).results())
            .map(declaration -> declaration.group(1))
            .distinct()
            .collect(Collectors.joining("\n"));
    List<String> missing = new ArrayList<>();
    for (CodeSpan span : inTables()) {
      if (CLASS.matcher(span.text()).matches()) {
        String name = span.text().replaceAll("<\\w+>", "\\\\w+");
        if (!Pattern.compile("^" + name + "$", Pattern.MULTILINE).matcher(declared).find()) {
          missing.add("CONTRIBUTING.md:%d: `%s`".formatted(span.line(), span.text()));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void everyCallOfMavenNamesModulesAndTestsThatAreThere() {
    List<String> wrong = new ArrayList<>();
    for (CodeSpan span : PAGE.codeSpans()) {
      for (ShellCommand call : ShellCommand.of(span.text())) {
        if (call.program().equals("./mvnw")) {
          MavenCall.wrong(call)
              .ifPresent(why -> wrong.add("CONTRIBUTING.md:%d: %s".formatted(span.line(), why)));
        }
        if (call.program().startsWith("build/") && !exists(call.program())) {
          wrong.add("CONTRIBUTING.md:%d: `%s`".formatted(span.line(), call.program()));
        }
      }
    }
    assertThat(wrong).isEmpty();
  }
}
