package dev.redoubt.engine;

import dev.redoubt.detect.SecretMask;
import dev.redoubt.estate.SourceLocation;
import dev.redoubt.findings.Assessment;
import dev.redoubt.findings.Finding;
import dev.redoubt.findings.Verdict;
import dev.redoubt.findings.detail.SourceExcerpt;
import dev.redoubt.findings.result.FindingPlaces;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The lines of source files around the locations of findings. Text that looks like a secret is
/// replaced, because reports are handed over.
public final class SourceExcerpts {

  /// Lines before and after the location.
  private static final int CONTEXT = 2;

  /// Of more findings, excerpts are shorter: they are most of a large report.
  private static final int MANY_FINDINGS = 1_000;

  /// Longer lines are cut: minified files have one line.
  private static final int MAX_WIDTH = 160;

  private static final String CUT = "...";

  private final Function<String, @Nullable String> reader;
  private final Map<String, List<String>> lines = new HashMap<>();
  private int context = CONTEXT;

  /// @param reader the text of a file by its name; null if it must not or cannot be read
  public SourceExcerpts(Function<String, @Nullable String> reader) {
    this.reader = reader;
  }

  /// The excerpts of all findings but passes, by the id of the finding. A finding whose place is in
  /// no readable file has none.
  public Map<String, SourceExcerpt> of(Assessment assessment) {
    long findings =
        assessment.findings().stream().filter(each -> each.verdict() != Verdict.PASS).count();
    context = findings > MANY_FINDINGS ? 1 : CONTEXT;
    Map<String, SourceExcerpt> excerpts = new HashMap<>();
    Map<SourceLocation, @Nullable SourceExcerpt> known = new HashMap<>();
    for (Finding finding : assessment.findings()) {
      if (finding.verdict() != Verdict.PASS) {
        SourceLocation place = assessment.files().locate(FindingPlaces.shown(assessment, finding));
        SourceExcerpt excerpt = known.computeIfAbsent(place, this::excerpt);
        if (excerpt != null) {
          excerpts.put(
              finding.id(),
              finding.control().isAboutSecrets() ? withoutLiterals(excerpt) : excerpt);
        }
      }
    }
    return excerpts;
  }

  private @Nullable SourceExcerpt excerpt(SourceLocation place) {
    List<String> all = lines.computeIfAbsent(place.file(), this::lines);
    if (place.line() < 1 || place.line() > all.size()) {
      return null;
    }
    int first = Math.max(1, place.line() - context);
    int last = Math.min(all.size(), place.line() + context);
    List<String> shown = new ArrayList<>();
    for (int i = first; i <= last; i++) {
      String line = all.get(i - 1);
      shown.add(i == place.line() ? cut(line, place.column()) : cut(line, 1));
    }
    return new SourceExcerpt(place.file(), first, place.line(), shown);
  }

  /// The place of a finding about a secret has the secret.
  private static SourceExcerpt withoutLiterals(SourceExcerpt excerpt) {
    return new SourceExcerpt(
        excerpt.file(),
        excerpt.firstLine(),
        excerpt.line(),
        excerpt.lines().stream().map(SecretMask::withoutLiterals).toList());
  }

  private List<String> lines(String file) {
    String text = reader.apply(file);
    return text == null ? List.of() : SecretMask.masked(text).lines().toList();
  }

  /// The part of a line around a column.
  private static String cut(String line, int column) {
    if (line.length() <= MAX_WIDTH) {
      return line;
    }
    int start = Math.clamp(column - 1L - MAX_WIDTH / 4, 0, line.length() - MAX_WIDTH);
    int end = start + MAX_WIDTH;
    start = isInsidePair(line, start) ? start + 1 : start;
    end = isInsidePair(line, end) ? end - 1 : end;
    return (start > 0 ? CUT : "") + line.substring(start, end) + (end < line.length() ? CUT : "");
  }

  private static boolean isInsidePair(String line, int index) {
    return index > 0
        && index < line.length()
        && Character.isSurrogatePair(line.charAt(index - 1), line.charAt(index));
  }
}
