package dev.redoubt.fixes.edit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes of the fixes, by the numbers of their findings.
public final class EditCollector {

  private final Map<Integer, Set<TextEdit>> edits = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> notes = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> hints = new LinkedHashMap<>();
  private final Map<Integer, Set<String>> decisions = new LinkedHashMap<>();
  private final Set<Integer> attended = new HashSet<>();
  private final Map<String, String> claimed = new HashMap<>();

  /// Adds a change that these fixes share.
  public void add(Set<Integer> findings, TextEdit edit) {
    for (Integer finding : findings) {
      edits.computeIfAbsent(finding, _ -> new LinkedHashSet<>()).add(edit);
    }
  }

  /// Adds what a person has to do; the fix is then not complete without it.
  public void note(Set<Integer> findings, String text) {
    for (Integer finding : findings) {
      notes.computeIfAbsent(finding, _ -> new LinkedHashSet<>()).add(text);
    }
  }

  /// Adds what a person should do after the changes, which work without it.
  public void hint(Set<Integer> findings, String text) {
    for (Integer finding : findings) {
      hints.computeIfAbsent(finding, _ -> new LinkedHashSet<>()).add(text);
    }
  }

  /// Adds what a person has to know before the changes are made.
  public void warn(Set<Integer> findings, String text) {
    hint(findings, text);
    attended.addAll(findings);
  }

  /// Adds what a person has to decide before the next deployment.
  public void decide(Set<Integer> findings, String text) {
    warn(findings, text);
    addDecision(findings, text);
  }

  /// Adds what a person should decide before the next deployment, which works without it.
  public void review(Set<Integer> findings, String text) {
    attended.addAll(findings);
    addDecision(findings, text);
  }

  private void addDecision(Set<Integer> findings, String text) {
    for (Integer finding : findings) {
      decisions.computeIfAbsent(finding, _ -> new LinkedHashSet<>()).add(text);
    }
  }

  /// What a person has to decide, one phrase each.
  public List<String> decisions(int finding) {
    return List.copyOf(decisions.getOrDefault(finding, Set.of()));
  }

  /// Whether a person has to look at the changes before they are made.
  public boolean needsAttention(int finding) {
    return attended.contains(finding) || notes.containsKey(finding);
  }

  /// What a person should do after the changes, one phrase each.
  public List<String> hints(int finding) {
    return List.copyOf(hints.getOrDefault(finding, Set.of()));
  }

  /// Whether a value may be replaced: no other fix wants another value there.
  ///
  /// @param place the file and the place in it
  public boolean claim(String place, String replacement) {
    String other = claimed.putIfAbsent(place, replacement);
    return other == null || other.equals(replacement);
  }

  public List<TextEdit> edits(int finding) {
    return List.copyOf(edits.getOrDefault(finding, Set.of()));
  }

  /// What a person has to do; null if nothing.
  public @Nullable String note(int finding) {
    Set<String> all = notes.get(finding);
    return all == null ? null : String.join("; ", all);
  }
}
