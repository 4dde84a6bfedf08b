package dev.redoubt.controls;

import dev.redoubt.estate.ResourceKey;
import dev.redoubt.findings.Assessment.Practice.NotJudged;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/// The parts of a workload that no control judged.
///
/// @param missing what may contain any resource and should have been read: missing modules, files
///   with errors. No practice holds beside them
/// @param unread what may contain resources and is not read: languages that are not supported,
///   templates that no entry point reaches
/// @param uncovered the resources of types that no control covers
/// @param secrets places that may contain secrets
/// @param unselected the ids of the controls that were not evaluated
public record UnjudgedParts(
    List<NotJudged> missing,
    List<NotJudged> unread,
    Collection<ResourceKey> uncovered,
    List<NotJudged> secrets,
    Set<String> unselected) {

  /// Everything was judged.
  public static final UnjudgedParts NONE =
      new UnjudgedParts(List.of(), List.of(), List.of(), List.of(), Set.of());

  public UnjudgedParts {
    missing = List.copyOf(missing);
    unread = List.copyOf(unread);
    uncovered = List.copyOf(uncovered);
    secrets = List.copyOf(secrets);
    unselected = Set.copyOf(unselected);
  }
}
