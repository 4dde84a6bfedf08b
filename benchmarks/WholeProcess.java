import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// Times commands as whole processes: `java benchmarks/WholeProcess.java RUNS COMMAND...`.
///
/// Runs the command once to warm caches, then RUNS times, and prints the minimum, median and
/// maximum of wall time, and the peak resident memory of the process and its children (Linux only,
/// sampled every 5 ms from /proc).
final class WholeProcess {

  private WholeProcess() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    int runs = Integer.parseInt(args[0]);
    List<String> command = List.of(args).subList(1, args.length);
    run(command);
    double[] seconds = new double[runs];
    double[] megabytes = new double[runs];
    int exit = 0;
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      Run run = run(command);
      seconds[i] = (run.end - start) / 1e9;
      megabytes[i] = run.peak / 1024.0;
      exit = run.exit;
    }
    System.out.printf(
        "wall s  min %.3f  median %.3f  max %.3f   peak MB median %.0f max %.0f   exit %d   %s%n",
        Arrays.stream(seconds).min().orElseThrow(),
        median(seconds),
        Arrays.stream(seconds).max().orElseThrow(),
        median(megabytes),
        Arrays.stream(megabytes).max().orElseThrow(),
        exit,
        String.join(" ", command));
  }

  private record Run(int exit, long end, long peak) {}

  private static Run run(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long[] peak = {0};
    Thread sampler =
        Thread.ofPlatform()
            .daemon()
            .start(
                () -> {
                  while (process.isAlive()) {
                    peak[0] = Math.max(peak[0], resident(process.toHandle()));
                    try {
                      Thread.sleep(5);
                    } catch (InterruptedException e) {
                      return;
                    }
                  }
                });
    int exit = process.waitFor();
    long end = System.nanoTime();
    sampler.join();
    return new Run(exit, end, peak[0]);
  }

  /// The high-water mark in kB of the largest process of the tree; 0 where /proc does not tell.
  private static long resident(ProcessHandle root) {
    return Stream.concat(Stream.of(root), root.descendants())
        .mapToLong(handle -> highWater(Path.of("/proc/" + handle.pid() + "/status")))
        .max()
        .orElse(0);
  }

  private static long highWater(Path status) {
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
