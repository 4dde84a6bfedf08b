package dev.redoubt.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The result of a program that has exited.
///
/// @param code its exit code
/// @param output its standard output and standard error
public record ProgramRun(int code, String output) {

  /// Runs a program, which gets nothing to read.
  public static ProgramRun of(List<String> command) throws IOException, InterruptedException {
    return of(new ProcessBuilder(command));
  }

  /// Runs a program in an environment or a folder of its own.
  public static ProgramRun of(ProcessBuilder program) throws IOException, InterruptedException {
    Process process = program.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ProgramRun(process.waitFor(), said);
  }

  /// Fails the test with what the program said, unless it succeeded.
  public ProgramRun succeeds() {
    assertThat(code).as(output).isZero();
    return this;
  }

  /// A program of the JDK that runs the tests: `java`, `keytool`.
  public static String ofJdk(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}
