package dev.redoubt.workspace.exemption;

import dev.redoubt.bicep.syntax.BicepComment;
import dev.redoubt.bicep.syntax.BicepReader;
import dev.redoubt.estate.Origin;
import dev.redoubt.estate.Problem;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.findings.Exemption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Reads the exemptions in the comments of Bicep files, ARM templates and YAML files.
public final class InlineExemptions {

  private static final String MARK = "redoubt";

  /// Exemptions in one file. Templates have at most some hundreds of resources.
  static final int MAX_EXEMPTIONS = 1_000;

  private final SourceFiles files;
  private final List<Problem> problems;
  private final List<InlineExemption> found = new ArrayList<>();

  /// @param problems receives malformed exemptions
  public InlineExemptions(SourceFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /// Adds the exemptions of a file. A file that cannot be read has none.
  ///
  /// @param name its display name, which is a path
  public InlineExemptions add(String name) {
    try (InputStream in = Files.newInputStream(Path.of(name))) {
      add(in.readNBytes(BicepReader.MAX_BYTES + 1), name);
    } catch (IOException | InvalidPathException _) {
      // standard input, or a file that vanished: reported where it was read
    }
    return this;
  }

  /// All exemptions, in the order of the files.
  public List<InlineExemption> list() {
    return List.copyOf(found);
  }

  void add(byte[] bytes, String name) {
    String text = BicepReader.text(bytes);
    if (text == null || !text.toLowerCase(Locale.ROOT).contains(MARK)) {
      return;
    }
    ExemptedElements.Language language = language(bytes, name.toLowerCase(Locale.ROOT));
    List<BicepComment> comments =
        switch (language) {
          case BICEP -> BicepReader.comments(bytes);
          case YAML -> CommentScanner.yaml(text);
          case JSON, WIDE_JSON -> CommentScanner.json(text);
        };
    ExemptedElements elements = new ExemptedElements(comments, text.lines().toList(), language);
    int own = 0;
    for (int i = 0; i < comments.size(); i++) {
      BicepComment comment = comments.get(i);
      Origin origin = Origin.of(files.add(name), comment.line(), comment.column());
      switch (ExemptionComment.of(comment.text())) {
        case ExemptionComment.Other _ -> {}
        case ExemptionComment.Malformed(String why) ->
            problems.add(Problem.warning(why + "; this comment exempts nothing", origin));
        case ExemptionComment.Valid valid -> {
          if (++own > MAX_EXEMPTIONS) {
            problems.add(
                Problem.warning(
                    "the file has more than "
                        + MAX_EXEMPTIONS
                        + " exemptions; those from here on exempt nothing",
                    origin));
            return;
          }
          found.add(
              new InlineExemption(
                  valid.controls(),
                  origin.file(),
                  elements.of(i),
                  new Exemption(
                      valid.owner(), valid.reason(), valid.ticket(), valid.expires(), origin)));
        }
      }
    }
  }

  private static ExemptedElements.Language language(byte[] bytes, String name) {
    if (name.endsWith(".bicep") || name.endsWith(".bicepparam")) {
      return ExemptedElements.Language.BICEP;
    }
    if (name.endsWith(".yaml") || name.endsWith(".yml")) {
      return ExemptedElements.Language.YAML;
    }
    boolean isWide =
        bytes.length >= 2
            && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
    return isWide ? ExemptedElements.Language.WIDE_JSON : ExemptedElements.Language.JSON;
  }
}
