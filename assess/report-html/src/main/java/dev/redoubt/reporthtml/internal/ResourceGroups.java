package dev.redoubt.reporthtml.internal;

import dev.redoubt.estate.Origin;
import dev.redoubt.findings.inventory.EffectiveSetting;
import dev.redoubt.findings.inventory.InventoryResource;
import dev.redoubt.findings.result.FindingWording;
import dev.redoubt.reporthtml.internal.ResourceGroup.ResourceView;
import dev.redoubt.reporthtml.internal.ResourceGroup.SettingView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Groups the resources of the inventory by type.
final class ResourceGroups {

  private static final String PROPERTIES = "properties.";

  private final ReportContext context;
  private final SettingBases bases;

  private ResourceGroups(ReportContext context, SettingBases bases) {
    this.context = context;
    this.bases = bases;
  }

  /// The groups by stage, then by type.
  ///
  /// @param bases gets what the settings rest on
  static List<ResourceGroup> of(ReportContext context, SettingBases bases) {
    Map<String, List<Numbered>> byType = new LinkedHashMap<>();
    int number = 0;
    for (InventoryResource each : context.detail().inventory().resources()) {
      byType
          .computeIfAbsent(each.key().type().folded(), _ -> new ArrayList<>())
          .add(new Numbered(number++, each));
    }
    ResourceGroups groups = new ResourceGroups(context, bases);
    return byType.values().stream()
        .sorted(
            Comparator.comparing((List<Numbered> each) -> each.getFirst().resource().stage())
                .thenComparing(each -> each.getFirst().resource().key().type().folded()))
        .map(groups::group)
        .toList();
  }

  /// A resource with its number in the inventory.
  private record Numbered(int number, InventoryResource resource) {}

  /// A setting without its location, which tells whether resources share it.
  private record Content(String path, String value, EffectiveSetting.Source source, String basis) {

    static Content of(EffectiveSetting setting) {
      return new Content(setting.path(), setting.value(), setting.source(), setting.basis());
    }
  }

  private ResourceGroup group(List<Numbered> members) {
    InventoryResource first = members.getFirst().resource();
    Set<Content> shared = shared(members);
    List<SettingView> sharedViews = shared.stream().map(each -> setting(each, "")).toList();
    long sharedBy = members.stream().filter(each -> !each.resource().isExisting()).count();
    String version = first.apiVersion();
    return new ResourceGroup(
        first.key().type().toString() + (version.isEmpty() ? "" : "@" + version),
        first.stage(),
        sharedViews,
        (int) sharedBy,
        members.stream().map(each -> view(each, shared, version)).toList());
  }

  private static Set<Content> shared(List<Numbered> members) {
    Set<Content> shared = new LinkedHashSet<>();
    int managed = 0;
    for (Numbered each : members) {
      if (!each.resource().isExisting()) {
        List<Content> own = each.resource().settings().stream().map(Content::of).toList();
        if (managed++ == 0) {
          shared.addAll(own);
        } else {
          shared.retainAll(new LinkedHashSet<>(own));
        }
      }
    }
    return managed < 2 ? Set.of() : shared;
  }

  private ResourceView view(Numbered each, Set<Content> shared, String version) {
    InventoryResource resource = each.resource();
    List<SettingView> own = new ArrayList<>();
    for (EffectiveSetting setting : resource.settings()) {
      Content content = Content.of(setting);
      if (!shared.contains(content) || resource.isExisting()) {
        own.add(setting(content, at(setting.origin(), resource.origin())));
      }
    }
    return new ResourceView(
        ResourceAnchors.at(each.number()),
        FindingWording.name(resource.key()),
        resource.isExisting(),
        note(resource, version),
        context.place(resource.origin()),
        own);
  }

  private SettingView setting(Content content, String at) {
    String path = content.path();
    return new SettingView(
        path.startsWith(PROPERTIES) ? path.substring(PROPERTIES.length()) : "." + path,
        content.value(),
        content.source().word(),
        bases.number(content.basis()),
        at);
  }

  private String at(Origin origin, Origin resource) {
    if (!origin.isWritten()) {
      return "";
    }
    return origin.file() == resource.file()
        ? "line " + origin.line()
        : context.place(origin).text();
  }

  private String note(InventoryResource resource, String version) {
    List<String> parts = new ArrayList<>();
    if (!resource.symbol().isEmpty()) {
      parts.add("`" + resource.symbol() + "`");
    }
    if (!resource.apiVersion().equals(version)) {
      parts.add(resource.apiVersion());
    }
    if (resource.condition() != null) {
      parts.add("exists when `" + resource.condition() + "`");
    }
    if (context.isOfSeveral()) {
      parts.add(
          "in "
              + String.join(
                  ", ", resource.deployments().stream().map(context::shortName).toList()));
    }
    parts.add(context.place(resource.origin()).text());
    return String.join("; ", parts);
  }
}
