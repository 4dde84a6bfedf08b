package dev.redoubt.fixes;

import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Fix;
import dev.redoubt.fixes.edit.SourceText;
import dev.redoubt.fixes.edit.TextEdit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The changes of fixes by file.
final class FileChanges {

  private FileChanges() {}

  /// @param reader the text of a file by its name; null if it must not or cannot be read
  static Map<String, List<TextEdit>> of(
      Assessment assessment, List<Finding> findings, Function<String, @Nullable String> reader) {
    Map<String, List<TextEdit>> byFile = new TreeMap<>();
    Map<String, @Nullable SourceText> texts = new LinkedHashMap<>();
    for (Finding finding : findings) {
      Fix fix = finding.annotations().fix();
      for (Fix.Edit edit : fix == null ? List.<Fix.Edit>of() : fix.edits()) {
        String file = assessment.files().locate(edit.start()).file();
        SourceText text =
            texts.computeIfAbsent(
                file,
                name -> {
                  String read = reader.apply(name);
                  return read == null ? null : new SourceText(name, edit.start().file(), read);
                });
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
}
