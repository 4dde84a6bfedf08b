package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;

/// Looks at files of pickles: one, or several after each other, as joblib, the older form of
/// PyTorch and many a program write them.
public final class PickleAnalyser implements FormatAnalyser {

  /// The first of the five pickles in a file of PyTorch's older form.
  private static final BigInteger TORCH_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private static final int TORCH_PICKLES = 5;

  @Override
  public void analyse(ScannedContent content, ScanContext inspection) throws IOException {
    PickleFindings findings = new PickleFindings(content.place(), inspection::report);
    PickleContext context = new PickleContext(inspection, content.place(), findings, 0);
    try (InputStream stream = content.stream()) {
      read(new PickleInput(stream), context, findings);
    }
    if (context.firstArray() < Long.MAX_VALUE) {
      readPlainly(content, inspection, context.firstArray());
    }
  }

  /// Reads a file with arrays of joblib once more, as `pickle.load` does, which knows nothing of
  /// them: to it the bytes of an array are opcodes. It fails at those of nearly every array, so
  /// that only what it does before is of interest, and whether that is known to its end.
  private static void readPlainly(ScannedContent content, ScanContext inspection, long firstArray)
      throws IOException {
    PickleFindings findings =
        new PickleFindings(
            content.place(),
            detection -> {
              if (detection.place().offset() >= firstArray
                  && detection.rule() != PickleRule.BROKEN) {
                inspection.report(detection);
              }
            });
    try (InputStream stream = content.stream()) {
      PickleInput in = new PickleInput(stream);
      PickleContext context = new PickleContext(inspection, content.place(), findings, 0);
      try {
        do {
          new PickleMachine(in, context, PickleMachine.Reading.PLAIN).run();
        } while (in.peek() >= 0);
      } catch (BrokenPickle e) {
        // Where Python fails, it has done nothing but what was found.
        if (e.rule() == PickleRule.LIMIT) {
          findings.report(e.rule(), in.offset(), "end", e.reason());
        }
      }
    }
    findings.finish();
  }

  /// Whether a file of PyTorch's older form begins with this.
  static boolean isTorchMagic(PickleValue value) {
    return value.equals(new PickleValue.Big(TORCH_MAGIC));
  }

  private static void read(PickleInput in, PickleContext context, PickleFindings findings)
      throws IOException {
    long start = 0;
    try {
      boolean torch = false;
      int count = 0;
      do {
        start = in.offset();
        PickleValue value = new PickleMachine(in, context, context.reading()).run();
        torch |= count == 0 && isTorchMagic(value);
        count++;
        if (torch && count == TORCH_PICKLES) {
          storages(in, context);
          break;
        }
      } while (in.peek() >= 0);
    } catch (BrokenPickle e) {
      findings.report(e.rule(), in.offset(), "end", e.reason());
      if (start > 0) {
        findings.report(
            PickleRule.TRAILING_BYTES,
            start,
            "STOP",
            "what follows after the pickle is no pickle that can be read");
      }
    }
    findings.finish();
  }

  /// The bytes of the storages, which are all that may follow.
  private static void storages(PickleInput in, PickleContext context) throws IOException {
    long from = in.offset();
    long length = in.drain();
    if (length != context.storages().size()) {
      context
          .findings()
          .report(
              PickleRule.TRAILING_BYTES,
              from,
              "STOP",
              length + " bytes follow where the tensors take " + context.storages().size());
    }
  }

  /// All kinds of things that are found in pickles.
  public static List<dev.redoubt.scan.DetectionRule> rules() {
    return List.of(PickleRule.values());
  }
}
