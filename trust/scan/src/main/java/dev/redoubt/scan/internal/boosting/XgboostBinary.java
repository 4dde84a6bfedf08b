package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentFindings;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import dev.redoubt.scan.internal.secrets.SecretReporter;
import java.io.IOException;

/// Reads the binary format in which XGBoost saved models until version 3.0, a dump of its memory
/// structures. Sources: `learner.cc`, `gbtree_model.h` and `tree_model.h` of XGBoost 2.1.
public final class XgboostBinary {

  private static final int LEARNER = 136;
  private static final int TREES = 160;
  private static final int TREE = 148;
  private static final int NODE = 20;
  private static final int STATISTICS = 16;
  private static final int LINEAR = 136;

  private static final int NAME = 1_000;
  private static final int TEXT = 64 << 20;

  /// Data that followed the attributes of a Poisson regression before version 1.0.
  private static final int POISSON = 64;

  private final ContentReader input;
  private final ContentFindings findings;
  private long at = 4;

  private XgboostBinary(ContentReader input, ContentFindings findings) {
    this.input = input;
    this.findings = findings;
  }

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(
        ModelFormatRule.XGBOOST_UNREADABLE,
        (input, findings) -> {
          // the other variant is the same in base64
          if (input.u8(1) == 'i') {
            new XgboostBinary(input, findings).read();
          }
        });
  }

  private void read() throws IOException, MalformedContentException {
    long learner = take(LEARNER);
    String objective = text(NAME);
    String booster = text(NAME);
    switch (booster) {
      case "gbtree" -> trees(feature(learner));
      case "dart" -> {
        trees(feature(learner));
        numbers();
      }
      case "gblinear" -> {
        take(LINEAR);
        numbers();
      }
      default ->
          throw new MalformedContentException(at, "unknown booster " + QuotedContent.of(booster));
    }
    if (input.u32(learner + 12) != 0) {
      texts(2);
    }
    if (input.u32(learner + 16) != 0) {
      texts(1);
    }
    long rest = input.size() - at;
    if (rest > (objective.equals("count:poisson") ? POISSON : 0)) {
      throw new MalformedContentException(at, "`" + rest + "` bytes after the end");
    }
  }

  private long feature(long learner) throws IOException, MalformedContentException {
    return input.u32(learner + 4);
  }

  private void trees(long features) throws IOException, MalformedContentException {
    long count = input.u32(take(TREES));
    if (count > (input.size() - at) / TREE) {
      throw new MalformedContentException(at, "`" + count + "` trees exceed the file size");
    }
    for (long i = 0; i < count; i++) {
      tree(i, features);
    }
    take(4 * count);
  }

  private void tree(long index, long features) throws IOException, MalformedContentException {
    long head = take(TREE);
    long count = input.u32(head + 4);
    if (count == 0 || count > (input.size() - at) / (NODE + STATISTICS)) {
      throw new MalformedContentException(
          head, "tree `%d`: `%d` nodes exceed the file size".formatted(index, count));
    }
    long nodes = take(NODE * count);
    for (long node = nodes; node < nodes + NODE * count; node += NODE) {
      int left = (int) input.u32(node + 4);
      int right = (int) input.u32(node + 8);
      long feature = input.u32(node + 12) & 0x7fff_ffffL;
      if (left == -1) {
        continue;
      }
      if (left < 0 || left >= count || right < 0 || right >= count) {
        throw new MalformedContentException(
            node,
            "tree `%d` of `%d` nodes has the child nodes `%d` and `%d`"
                .formatted(index, count, left, right));
      }
      if (features > 0 && feature >= features && feature != Integer.MAX_VALUE) {
        throw new MalformedContentException(
            node,
            "a split uses feature `%d`, but the model has `%d` features"
                .formatted(feature, features));
      }
    }
    take(STATISTICS * count);
  }

  /// Numbers of four bytes, preceded by their count.
  private void numbers() throws IOException, MalformedContentException {
    long count = input.u63(take(8));
    if (count > (input.size() - at) / 4) {
      throw new MalformedContentException(at, "`" + count + "` numbers exceed the file size");
    }
    take(4 * count);
  }

  /// Groups of strings, preceded by their count.
  private void texts(int each) throws IOException, MalformedContentException {
    long count = input.u63(take(8));
    for (long i = 0; i < count; i++) {
      for (int j = 0; j < each; j++) {
        long start = at;
        SecretReporter.inspect(text(TEXT), start, findings);
      }
    }
  }

  private String text(int most) throws IOException, MalformedContentException {
    long length = input.u63(take(8));
    String text = input.text(at, length, most);
    at += length;
    return text;
  }

  /// Skips a part; fails if it is not there.
  private long take(long length) throws MalformedContentException {
    input.within(at, length);
    long start = at;
    at += length;
    return start;
  }
}
