package dev.redoubt.scan.internal.pickle;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.util.List;

/// Analyzes pickle files: one pickle, or several in a row, as written by joblib, by the older
/// format of PyTorch and by many programs.
public final class PickleAnalyser implements FormatAnalyser {

  /// The first of the five pickles in a file of PyTorch's older format.
  private static final BigInteger TORCH_MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

  private static final int TORCH_PICKLES = 5;

  @Override
  public void analyse(ScannedContent content, ScanContext scanContext) throws IOException {
    PickleFindings findings = new PickleFindings(content.place(), scanContext::report);
    PickleContext context = new PickleContext(scanContext, content.place(), findings, 0);
    try (InputStream stream = content.stream()) {
      read(new PickleInput(stream), context, findings);
    }
    if (context.firstArray() < Long.MAX_VALUE) {
      readPlainly(content, scanContext, context.firstArray());
    }
  }

  /// Reads a file with joblib arrays once more, as `pickle.load` does, which does not know them: it
  /// interprets the bytes of an array as opcodes. It fails at those of nearly every array, so only
  /// what happens before is of interest, and whether that is known completely.
  private static void readPlainly(ScannedContent content, ScanContext scanContext, long firstArray)
      throws IOException {
    PickleFindings findings =
        new PickleFindings(
            content.place(),
            detection -> {
              if (detection.location().offset() >= firstArray
                  && detection.rule() != PickleRule.BROKEN) {
                scanContext.report(detection);
              }
            });
    try (InputStream stream = content.stream()) {
      PickleInput in = new PickleInput(stream);
      PickleContext context = new PickleContext(scanContext, content.place(), findings, 0);
      try {
        do {
          new PickleMachine(in, context, PickleMachine.Reading.PLAIN).run();
        } while (in.peek() >= 0);
      } catch (BrokenPickle e) {
        // Python fails here, after what was already reported.
        if (e.rule() == PickleRule.LIMIT) {
          findings.report(e.rule(), in.offset(), "end", e.reason());
        }
      }
    }
    findings.finish();
  }

  /// Whether a file of PyTorch's older format begins with this value.
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
            "data after the pickle is not a readable pickle");
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
              length + " bytes follow, but the tensors take " + context.storages().size());
    }
  }

  /// All rules about pickles.
  public static List<dev.redoubt.scan.DetectionRule> rules() {
    return List.of(PickleRule.values());
  }
}
