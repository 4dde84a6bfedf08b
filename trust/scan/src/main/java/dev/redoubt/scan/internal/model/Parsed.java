package dev.redoubt.scan.internal.model;

import dev.redoubt.scan.internal.Analyser;
import dev.redoubt.scan.internal.Content;
import dev.redoubt.scan.internal.Inspection;
import java.io.IOException;

/// An analyser of one format that is read at any place. What the parser refuses is reported as
/// unreadable, at its offset.
///
/// @param unreadable the rule for what the parser refuses
public record Parsed(ModelFormatRule unreadable, Parser parser) implements Analyser {

  /// Reads one format.
  @FunctionalInterface
  public interface Parser {
    /// Reports what it finds.
    ///
    /// @throws Malformed where the content stops making sense
    void parse(Input input, Findings findings) throws IOException, Malformed;
  }

  @Override
  public void analyse(Content content, Inspection inspection) throws IOException {
    Findings findings = new Findings(content, inspection);
    try {
      parser.parse(new Input(content.bytes()), findings);
    } catch (Malformed malformed) {
      findings.unreadable(unreadable, malformed);
    }
  }
}
