package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.boosting.FlatBufferTable.Vector;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;

/// Reads CatBoost models: `CBM1`, a length, a FlatBuffers table, and parts that the table names.
/// Sources: `model.fbs`, `model.cpp` and `static_ctr_provider.cpp` of CatBoost 1.2.
public final class CatboostModel {

  private static final long LONG_SIZE = 0xffff_ffffL;
  private static final String VERSION = "FlabuffersModel_v1";
  private static final String COUNTERS = "static_provider_v1";

  private final ContentReader input;
  private final ContentFindings findings;

  private CatboostModel(ContentReader input, ContentFindings findings) {
    this.input = input;
    this.findings = findings;
  }

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(
        ModelFormatRule.CATBOOST_UNREADABLE,
        (input, findings) -> new CatboostModel(input, findings).read());
  }

  private void read() throws IOException, MalformedContentException {
    long size = input.u32(4);
    long start = 8;
    if (size == LONG_SIZE) {
      size = input.u63(8);
      start = 16;
    }
    input.within(start, size);
    FlatBufferTable core = FlatBufferTable.root(input, start, start + size);
    if (!core.text(0).equals(VERSION)) {
      throw new MalformedContentException(
          core.at(), "unknown version " + QuotedContent.of(core.text(0)));
    }
    trees(core.table(1, "ModelTrees"));
    Vector information = core.vector(2, 4);
    for (long i = 0; i < information.count(); i++) {
      FlatBufferTable entry = core.follow(information.at() + 4 * i);
      SecretReporter.inspect(entry.text(0), entry.at(), findings);
      SecretReporter.inspect(entry.text(1), entry.at(), findings);
    }
    parts(core, start + size);
  }

  private void trees(FlatBufferTable trees) throws IOException, MalformedContentException {
    Vector splits = trees.vector(1, 4);
    Vector sizes = trees.vector(2, 4);
    Vector starts = trees.vector(3, 4);
    Vector leaves = trees.vector(8, 8);
    boolean symmetric = trees.vector(10, 4).count() == 0;
    long dimension = Math.max(1, trees.number(0));
    if (starts.count() > 0 && starts.count() != sizes.count()) {
      throw new MalformedContentException(
          starts.at(),
          "`%d` tree sizes, but `%d` tree starts".formatted(sizes.count(), starts.count()));
    }
    long needed = 0;
    long next = 0;
    for (long i = 0; i < sizes.count(); i++) {
      long size = input.u32(sizes.at() + 4 * i);
      long first = starts.count() == 0 ? next : input.u32(starts.at() + 4 * i);
      next = first + size;
      if (next > splits.count()) {
        throw new MalformedContentException(
            sizes.at() + 4 * i,
            "tree `%d` uses splits up to `%d`, but there are `%d`"
                .formatted(i, next, splits.count()));
      }
      needed += symmetric ? 1L << Math.min(size, Integer.SIZE) : 0;
    }
    if (symmetric && needed > leaves.count() / dimension) {
      throw new MalformedContentException(
          leaves.at(),
          "`%d` leaf values, but `%d` leaves with `%d` values each"
              .formatted(leaves.count(), needed, dimension));
    }
  }

  /// Reads the parts after the table. The content of text and embedding parts is skipped.
  private void parts(FlatBufferTable core, long start)
      throws IOException, MalformedContentException {
    Vector names = core.vector(3, 4);
    long at = start;
    boolean known = true;
    for (long i = 0; i < names.count() && known; i++) {
      known = core.textAt(names.at() + 4 * i).equals(COUNTERS);
      at = known ? counters(at) : at;
    }
    if (known && at < input.size()) {
      throw new MalformedContentException(at, "`" + (input.size() - at) + "` bytes after the end");
    }
    if (!known && at >= input.size()) {
      throw new MalformedContentException(at, "truncated before the last part");
    }
  }

  /// Category tables: a count, then each table with its length in front.
  private long counters(long start) throws IOException, MalformedContentException {
    long count = input.u32(start);
    long at = start + 4;
    for (long i = 0; i < count; i++) {
      long size = input.u32(at);
      long head = size == LONG_SIZE ? 12 : 4;
      size = size == LONG_SIZE ? input.u63(at + 4) : size;
      input.within(at + head, size);
      at += head + size;
    }
    return at;
  }
}
