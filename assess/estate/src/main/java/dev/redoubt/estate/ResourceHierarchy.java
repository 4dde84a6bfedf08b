package dev.redoubt.estate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The resources of one type by the resource of another type that they are below: as a child, as an
/// extension resource, or as one of these of a child.
///
/// Names may be unknown. Two resources of one deployment with different names are two resources, so
/// a resource below one that the deployment creates is below no other. Every other resource may be
/// below any.
final class ResourceHierarchy {

  private final List<Resource> all;

  /// Positions in the list of all.
  private final Map<ResourceKey, List<Integer>> certain = new HashMap<>();

  private final List<Integer> possible = new ArrayList<>();

  /// @param inner the resources of the inner type
  ResourceHierarchy(List<Resource> inner, ResourceType outer, Estate estate) {
    this.all = inner;
    for (int i = 0; i < inner.size(); i++) {
      add(i, inner.get(i).key(), outer, estate);
    }
  }

  private void add(int position, ResourceKey key, ResourceType outer, Estate estate) {
    List<ResourceKey> known = new ArrayList<>(1);
    for (ResourceKey here = key; here != null; ) {
      ResourceKey parent = here.parent();
      boolean isOpaque = parent == null && here.scope() instanceof ResourceScope.Opaque;
      boolean isOuter = here.type().equals(outer);
      if (isOpaque || (isOuter && !estate.isManaged(here))) {
        possible.add(position);
        return;
      }
      if (isOuter) {
        known.add(here);
      }
      here =
          parent != null
              ? parent
              : here.scope() instanceof ResourceScope.Resource(var extended) ? extended : null;
    }
    known.forEach(each -> certain.computeIfAbsent(each, _ -> new ArrayList<>(1)).add(position));
  }

  /// Returns the resources that are, or may be, below a resource that the deployment creates, in
  /// the order of declaration.
  List<Resource> below(ResourceKey outer) {
    List<Integer> mine = certain.getOrDefault(outer, List.of());
    List<Resource> found = new ArrayList<>(mine.size() + possible.size());
    int next = 0;
    for (int position : mine) {
      while (next < possible.size() && possible.get(next) < position) {
        found.add(all.get(possible.get(next++)));
      }
      found.add(all.get(position));
    }
    while (next < possible.size()) {
      found.add(all.get(possible.get(next++)));
    }
    return found;
  }
}
