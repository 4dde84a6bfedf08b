package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.ScanVerdict;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Runs the oracle of `src/test/interop/oracle`, a process inside bubblewrap that generates
/// pickles, requests the verdict of each, and loads the clean ones. A frame is a letter, a length
/// of four bytes and the data.
final class OracleProcess {

  /// A batch of pickles: their number, and the length and the bytes of each. The response is a byte
  /// for each: 0 for clean, 1 otherwise.
  private static final int BATCH = 'B';

  /// A progress line.
  private static final int LINE = 'L';

  /// A finding as text.
  private static final int FINDING = 'F';

  /// The counts: see [Outcome].
  private static final int COUNTS = 'C';

  /// The report as JSON, at the end.
  private static final int REPORT = 'R';

  /// The exit code if a required library is missing.
  private static final int MISSING = 77;

  /// The result of a run.
  ///
  /// @param programs generated programs
  /// @param clean programs that the scanner found clean
  /// @param loaded clean programs that loaded without an exception
  /// @param least the number of loaded programs with the rarest entry of the lists
  /// @param findings clean programs that did something that they chose, as text
  /// @param report everything, as JSON
  record Outcome(
      long programs, long clean, long loaded, long least, List<String> findings, String report) {}

  /// Thrown if a library is missing.
  static final class MissingLibrary extends Exception {
    private static final long serialVersionUID = 1;

    MissingLibrary(String message) {
      super(message);
    }
  }

  private final List<String> command;
  private final Path log;

  /// @param log receives the standard error
  OracleProcess(List<String> command, Path log) {
    this.command = command;
    this.log = log;
  }

  /// The command that runs a Python program in a sandbox: it can only write to its own `/tmp`, has
  /// no network and sees no other process.
  ///
  /// @param readable folders inside a hidden one that remain readable
  static List<String> confined(
      Path python, Path program, List<Path> readable, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "bwrap",
                "--ro-bind",
                "/",
                "/",
                "--dev",
                "/dev",
                "--proc",
                "/proc",
                "--tmpfs",
                "/tmp",
                "--tmpfs",
                "/run"));
    for (Path path : readable) {
      command.addAll(List.of("--ro-bind", path.toString(), path.toString()));
    }
    command.addAll(
        List.of(
            "--unshare-all",
            "--die-with-parent",
            "--new-session",
            "--chdir",
            "/tmp",
            "--clearenv",
            "--setenv",
            "PATH",
            "/usr/bin:/bin",
            "--setenv",
            "HOME",
            "/tmp",
            "--setenv",
            "PYTHONHASHSEED",
            "0",
            "--setenv",
            "PYTHONDONTWRITEBYTECODE",
            "1",
            "--setenv",
            "OMP_NUM_THREADS",
            "1",
            "--setenv",
            "OPENBLAS_NUM_THREADS",
            "1",
            // Freed memory is overwritten, so that a use after free fails at once.
            "--setenv",
            "MALLOC_PERTURB_",
            "165",
            python.toString(),
            program.toString()));
    command.addAll(arguments);
    return command;
  }

  /// Runs it to its end.
  Outcome run() throws IOException, InterruptedException, MissingLibrary {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.to(log.toFile())).start();
    List<String> findings = new ArrayList<>();
    long[] counts = new long[4];
    String report = null;
    try (DataInputStream in =
            new DataInputStream(new BufferedInputStream(process.getInputStream(), 1 << 16));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(process.getOutputStream()))) {
      for (int kind = in.read(); kind >= 0; kind = in.read()) {
        byte[] bytes = in.readNBytes(in.readInt());
        String text = new String(bytes, StandardCharsets.UTF_8);
        switch (kind) {
          case BATCH -> answer(bytes, out);
          case LINE -> System.out.println("oracle: " + text);
          case FINDING -> {
            System.out.println("oracle: found " + text);
            findings.add(text);
          }
          case COUNTS -> ByteBuffer.wrap(bytes).asLongBuffer().get(counts);
          case REPORT -> report = text;
          default -> throw new IOException("a frame of kind " + kind);
        }
      }
    } catch (EOFException e) {
      throw new IOException("the oracle ended inside of a frame: " + Files.readString(log), e);
    } finally {
      process.destroy();
    }
    int exit = process.waitFor();
    if (exit == MISSING) {
      throw new MissingLibrary(Files.readString(log).strip());
    }
    if (report == null || exit != 0) {
      throw new IOException("the oracle ended with " + exit + ": " + Files.readString(log));
    }
    return new Outcome(counts[0], counts[1], counts[2], counts[3], findings, report);
  }

  private static void answer(byte[] bytes, DataOutputStream out) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    byte[] verdicts = new byte[in.readInt()];
    for (int i = 0; i < verdicts.length; i++) {
      byte[] pickle = new byte[in.readInt()];
      in.readFully(pickle);
      verdicts[i] = (byte) (PickleScan.of(pickle).verdict() == ScanVerdict.CLEAN ? 0 : 1);
    }
    out.write(verdicts);
    out.flush();
  }
}
