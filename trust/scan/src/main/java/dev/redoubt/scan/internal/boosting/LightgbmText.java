package dev.redoubt.scan.internal.boosting;

import dev.redoubt.scan.internal.FormatAnalyser;
import dev.redoubt.scan.internal.model.ContentReader;
import dev.redoubt.scan.internal.model.MalformedContentException;
import dev.redoubt.scan.internal.model.ModelFormatRule;
import dev.redoubt.scan.internal.model.ParsingAnalyser;
import dev.redoubt.scan.internal.model.QuotedContent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads LightGBM models: lines of names and values, in one block for the model and one for each
/// tree. The loader finds trees by the sizes in the first block. Sources: `gbdt_model_text.cpp` and
/// `tree.cpp` of LightGBM 4.6.
public final class LightgbmText {

  /// A line contains the values of one tree, or the sizes of all trees.
  private static final int LINE = 64 << 20;

  private static final String TREE = "Tree=";
  private static final String END = "end of trees";
  private static final String PARAMETERS_END = "end of parameters";

  /// @param next the start of the following line
  private record Line(String text, long at, long next) {}

  private final ContentReader input;

  private LightgbmText(ContentReader input) {
    this.input = input;
  }

  /// The analyzer for this format.
  public static FormatAnalyser analyser() {
    return new ParsingAnalyser(
        ModelFormatRule.LIGHTGBM_UNREADABLE, (input, _) -> new LightgbmText(input).read());
  }

  private void read() throws IOException, MalformedContentException {
    Map<String, String> model = new HashMap<>();
    Line line = block(0, model);
    long features = number(model, "max_feature_idx", 0) + 1;
    for (String name : List.of("feature_names", "feature_infos")) {
      long there = values(model, name).length;
      if (there > 0 && there != features) {
        throw new MalformedContentException(
            0,
            "`%s` has `%d` entries, but the model has `%d` features"
                .formatted(name, there, features));
      }
    }
    List<Long> starts = new ArrayList<>();
    long first = line.at();
    while (line.text().startsWith(TREE)) {
      starts.add(line.at() - first);
      Map<String, String> tree = new HashMap<>();
      long at = line.at();
      line = block(line.next(), tree);
      new LightgbmTree(tree, at, features).check();
    }
    starts.add(line.at() - first);
    sizes(model, starts, first);
    parameters(line.next());
  }

  /// Reads the training parameters after the trees, which are terminated by a line of their own.
  private void parameters(long start) throws IOException, MalformedContentException {
    boolean open = false;
    for (long at = start; at < input.size(); ) {
      Line line = line(at);
      open = (open || line.text().equals("parameters:")) && !line.text().equals(PARAMETERS_END);
      at = line.next();
    }
    if (open) {
      throw new MalformedContentException(
          input.size(), "truncated before `" + PARAMETERS_END + "`");
    }
  }

  /// Reads names and values up to the next tree, or to the end of the trees.
  private Line block(long start, Map<String, String> found)
      throws IOException, MalformedContentException {
    for (long at = start; at < input.size(); ) {
      Line line = line(at);
      if (line.text().startsWith(TREE) || line.text().equals(END)) {
        return line;
      }
      int equals = line.text().indexOf('=');
      if (equals > 0) {
        String name = line.text().substring(0, equals);
        if (!name.matches("[A-Za-z_]+")) {
          throw new MalformedContentException(
              at, "invalid name of a value: %s".formatted(QuotedContent.of(name)));
        }
        found.put(name, line.text().substring(equals + 1).strip());
      }
      at = line.next();
    }
    throw new MalformedContentException(input.size(), "truncated before `" + END + "`");
  }

  private Line line(long at) throws IOException, MalformedContentException {
    long end = at;
    while (end < input.size() && input.u8(end) != '\n') {
      end++;
    }
    return new Line(input.text(at, end - at, LINE).stripTrailing(), at, end + 1);
  }

  /// A tree starts at the end of the trees before it, according to their sizes.
  private static void sizes(Map<String, String> model, List<Long> starts, long first)
      throws MalformedContentException {
    String[] sizes = values(model, "tree_sizes");
    if (sizes.length == 0) {
      return;
    }
    if (sizes.length != starts.size() - 1) {
      throw new MalformedContentException(
          first, "`%d` trees, but `%d` tree sizes".formatted(starts.size() - 1, sizes.length));
    }
    for (int i = 0; i < sizes.length; i++) {
      long size = starts.get(i + 1) - starts.get(i);
      if (!sizes[i].equals(Long.toString(size))) {
        throw new MalformedContentException(
            first + starts.get(i),
            "tree `%d`: the declared size is `%s` bytes, but it has `%d`"
                .formatted(i, sizes[i], size));
      }
    }
  }

  static String[] values(Map<String, String> block, String name) {
    String value = block.getOrDefault(name, "");
    return value.isEmpty() ? new String[0] : value.split("\\s+");
  }

  static long number(Map<String, String> block, String name, long at)
      throws MalformedContentException {
    return number(block.getOrDefault(name, ""), name, at);
  }

  static long number(String value, String name, long at) throws MalformedContentException {
    if (!value.matches("-?[0-9]{1,18}")) {
      throw new MalformedContentException(
          at, "`%s` is %s; expected an integer".formatted(name, QuotedContent.of(value)));
    }
    return Long.parseLong(value);
  }
}
