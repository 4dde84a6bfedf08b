package dev.redoubt.bom;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What something consists of.
///
/// @param created when it was made
/// @param tool what made it
/// @param subject what it is the bill of
/// @param dependencies what uses what, by reference
public record BillOfMaterials(
    Instant created,
    Tool tool,
    Component subject,
    List<Component> components,
    List<Service> services,
    List<Dependency> dependencies) {

  /// @throws IllegalArgumentException if a reference is not unique, or if a dependency refers to
  ///   nothing
  public BillOfMaterials {
    components = List.copyOf(components);
    services = List.copyOf(services);
    dependencies = List.copyOf(dependencies);
    List<String> all = new ArrayList<>(List.of(subject.reference()));
    components.forEach(each -> all.add(each.reference()));
    services.forEach(each -> all.add(each.reference()));
    Set<String> known = new HashSet<>(all);
    if (known.size() < all.size()) {
      throw new IllegalArgumentException("two parts have the same reference");
    }
    for (Dependency dependency : dependencies) {
      if (!known.contains(dependency.reference()) || !known.containsAll(dependency.uses())) {
        throw new IllegalArgumentException(
            "the dependency of `" + dependency.reference() + "` refers to an unknown part");
      }
    }
  }

  /// The program that made a bill of materials.
  public record Tool(String name, String version) {}

  /// A model, a data set or an application.
  ///
  /// @param reference unique in the bill of materials
  /// @param publisher who publishes it; null if unknown
  /// @param version null if unknown
  /// @param description one line; null for none
  /// @param model what is known about a model; null if it is not one, or if nothing is
  /// @param properties by name; a name has a namespace: `redoubt:type`
  public record Component(
      String reference,
      Kind kind,
      String name,
      @Nullable String publisher,
      @Nullable String version,
      @Nullable String description,
      @Nullable ModelCard model,
      SortedMap<String, String> properties) {

    public Component {
      properties = copy(properties);
    }

    /// The kind of a component.
    public enum Kind {
      MODEL,
      DATA_SET,
      APPLICATION
    }
  }

  /// What is known about a model.
  ///
  /// @param task what it is for, such as `chat`; null if unknown
  /// @param architecture its family, such as `gpt-4o`; null if unknown
  /// @param dataSets the references of the data sets that it was trained with
  public record ModelCard(
      @Nullable String task, @Nullable String architecture, List<String> dataSets) {
    public ModelCard {
      dataSets = List.copyOf(dataSets);
    }
  }

  /// A service that the subject uses or consists of.
  ///
  /// @param reference unique in the bill of materials
  /// @param provider who runs it; null if unknown
  /// @param version null if unknown
  /// @param description one line; null for none
  /// @param endpoints URIs
  /// @param isAuthenticated whether callers authenticate; null if unknown
  /// @param properties by name; a name has a namespace
  public record Service(
      String reference,
      String name,
      @Nullable String provider,
      @Nullable String version,
      @Nullable String description,
      List<String> endpoints,
      @Nullable Boolean isAuthenticated,
      SortedMap<String, String> properties) {

    public Service {
      endpoints = List.copyOf(endpoints);
      properties = copy(properties);
    }
  }

  /// What a part uses.
  public record Dependency(String reference, List<String> uses) {
    public Dependency {
      uses = List.copyOf(uses);
    }
  }

  private static SortedMap<String, String> copy(Map<String, String> properties) {
    return Collections.unmodifiableSortedMap(new TreeMap<>(properties));
  }
}
