package dev.redoubt.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class StepProgressTest {

  /// Tells when something is printed.
  private static final class Output extends StringWriter {

    private final CountDownLatch first = new CountDownLatch(1);

    @Override
    public void write(String text, int start, int length) {
      super.write(text, start, length);
      first.countDown();
    }
  }

  private static Terminal terminal(Output out, boolean isTerminal) {
    return new Terminal(
        new PrintWriter(new StringWriter()),
        new PrintWriter(out),
        false,
        isTerminal,
        Map.of("COLUMNS", "40"));
  }

  @Test
  void showsTheStepAndErasesIt() throws InterruptedException {
    Output out = new Output();
    try (StepProgress progress =
        StepProgress.of(terminal(out, true), "reading files", Duration.ZERO)) {
      out.first.await();
      progress.step("expanding 2 of 3: main.bicep");
    }
    assertThat(out.toString()).contains("reading files  0 s").endsWith("\r\u001b[2K");
  }

  @Test
  void fitsOnTheLine() throws InterruptedException {
    Output out = new Output();
    String step = "expanding 1 of 1: a/folder/with/a/long/path/main.bicep";
    try (StepProgress _ = StepProgress.of(terminal(out, true), step, Duration.ZERO)) {
      out.first.await();
    }
    assertThat(out.toString().split("\r\u001b\\[2K")).allMatch(line -> line.length() < 40);
  }

  @Test
  void printsNothingElsewhere() {
    Output out = new Output();
    StepProgress.of(terminal(out, false), "reading files", Duration.ZERO).close();
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void printsNothingAboutAShortCommand() {
    Output out = new Output();
    StepProgress.of(terminal(out, true), "reading files", Duration.ofDays(1)).close();
    assertThat(out.toString()).isEmpty();
  }
}
