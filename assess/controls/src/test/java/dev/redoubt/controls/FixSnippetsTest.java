package dev.redoubt.controls;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.redoubt.testing.ProgramRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/// Checks the remediation snippets with `bicep` and `terraform`, if these are installed.
@Tag("interop")
class FixSnippetsTest {

  private static final Path FOLDERS =
      Path.of("src", "main", "resources", "dev", "redoubt", "controls");

  @TestFactory
  Stream<DynamicTest> bicepCompilesEachFix() throws IOException {
    assumeTrue(isInstalled("bicep"), "skipped: `bicep` is not on the PATH");
    return each("fix.bicep", file -> List.of("bicep", "build", "--stdout", file.toString()));
  }

  @TestFactory
  Stream<DynamicTest> terraformTakesEachFixForFormatted() throws IOException {
    assumeTrue(isInstalled("terraform"), "skipped: `terraform` is not on the PATH");
    return each("fix.tf", file -> List.of("terraform", "fmt", "-check", file.toString()));
  }

  private interface Command {
    List<String> of(Path file);
  }

  private static Stream<DynamicTest> each(String name, Command command) throws IOException {
    try (Stream<Path> files = Files.walk(FOLDERS)) {
      return files.filter(file -> file.endsWith(name)).sorted().toList().stream()
          .map(
              file ->
                  DynamicTest.dynamicTest(
                      String.valueOf(file.getParent()), () -> succeeds(command.of(file))));
    }
  }

  private static void succeeds(List<String> command) throws IOException, InterruptedException {
    ProgramRun.of(command).succeeds();
  }

  private static boolean isInstalled(String tool) {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }
}
