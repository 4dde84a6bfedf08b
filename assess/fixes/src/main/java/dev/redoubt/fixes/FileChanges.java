package dev.redoubt.fixes;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The changes of fixes by file. Each file is read once.
final class FileChanges {

  private final Assessment assessment;
  private final Function<String, @Nullable String> reader;
  private final Map<String, @Nullable SourceText> texts = new HashMap<>();

  /// @param reader the text of a file by its name; null if it must not or cannot be read
  FileChanges(Assessment assessment, Function<String, @Nullable String> reader) {
    this.assessment = assessment;
    this.reader = reader;
  }

  /// The changes of the fixes of these findings.
  Map<String, List<TextEdit>> of(List<Finding> findings) {
    Map<String, List<TextEdit>> byFile = new TreeMap<>();
    for (Finding finding : findings) {
      Fix fix = finding.annotations().fix();
      for (Fix.Edit edit : fix == null ? List.<Fix.Edit>of() : fix.edits()) {
        String file = assessment.files().locate(edit.start()).file();
        SourceText text = texts.computeIfAbsent(file, name -> read(name, edit));
        if (text != null) {
          byFile
              .computeIfAbsent(file, _ -> new ArrayList<>())
              .add(
                  new TextEdit(
                      file,
                      text.index(edit.start()),
                      text.index(edit.end()),
                      edit.replacement(),
                      ""));
        }
      }
    }
    return byFile;
  }

  private @Nullable SourceText read(String name, Fix.Edit edit) {
    String read = reader.apply(name);
    return read == null ? null : new SourceText(name, edit.start().file(), read);
  }
}
