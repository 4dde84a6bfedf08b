package dev.redoubt.reporthtml.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// One finding.
///
/// @param state `new`, `known` (the baseline has it), `exempt`, `expired` (its exemption)
/// @param owner who answers for it: of the exemption, otherwise the tag of the resource; empty if
///   nobody is named
/// @param deployments the numbers of its deployments, separated by spaces; empty if there is one
/// @param within the names of its deployments; empty if there is one
/// @param resource type and name
/// @param inventory the anchor of the resource in the inventory; empty if it is not there
/// @param notes facts with their headings, such as the condition or the exemption
/// @param reasons what the reason is based on; empty if there is nothing beside `why`
/// @param excerpt empty if the change shows the line, too
/// @param changes empty without an exact fix
public record FindingView(
    String anchor,
    String verdict,
    String state,
    String owner,
    String deployments,
    String within,
    String resource,
    String inventory,
    String why,
    Place place,
    List<Note> notes,
    List<ReasonView> reasons,
    ExcerptView excerpt,
    FixView fix,
    ChangeView changes) {

  /// A fact with its heading.
  public record Note(String heading, String text, Place place) {}

  /// A statement and what it is based on.
  ///
  /// @param place empty if it is that of the finding
  public record ReasonView(String text, Place place, List<ReasonView> because) {}

  /// Lines of a file.
  ///
  /// @param number of the first line
  /// @param marked the line of the location
  public record ExcerptView(int number, int marked, List<String> lines) {
    static final ExcerptView NONE = new ExcerptView(0, 0, List.of());
  }

  /// How to fix it.
  ///
  /// @param title empty if only the control says how
  /// @param text code; empty if the changes show it
  /// @param remarks what a person decides, and why it is not applied
  public record FixView(String title, String text, List<String> remarks) {
    static final FixView NONE = new FixView("", "", List.of());
  }

  /// The verdict; null, so that the attribute is left out, for a violation.
  public @Nullable String verdictAttribute() {
    return verdict.equals("fail") ? null : verdict;
  }

  /// The state; null, so that the attribute is left out, for a new finding.
  public @Nullable String stateAttribute() {
    return state.equals("new") ? null : state;
  }

  /// The owner; null, so that the attribute is left out, if nobody is named.
  public @Nullable String ownerAttribute() {
    return owner.isEmpty() ? null : owner;
  }

  /// The deployments; null, so that the attribute is left out, if there is one.
  public @Nullable String deploymentsAttribute() {
    return deployments.isEmpty() ? null : deployments;
  }

  /// Whether the state says more than the verdict.
  public boolean isStateShown() {
    return state.equals("known") || state.equals("expired");
  }
}
