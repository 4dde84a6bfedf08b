package dev.redoubt.facts;

import dev.redoubt.estate.ArrayValue;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.Exposure;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of services that run an application of the author.
final class ApplicationExposure {

  private static final String ACCESS = "properties.publicNetworkAccess";

  private ApplicationExposure() {}

  /// A web app or function app. If the setting is left out, the app is public unless it has a
  /// private endpoint. Source: "Use private endpoints for App Service apps", Microsoft Learn, 2025.
  static ExposureFact webApp(ResourceFacts app) {
    EffectiveProperty access = app.property(ACCESS);
    if (access.is("Disabled")) {
      return ExposureFact.of(Exposure.PRIVATE, access);
    }
    EffectiveProperty environment = app.property("properties.hostingEnvironmentProfile.id");
    if (!environment.isAbsent() && app.resource().managed()) {
      return ExposureFact.because(
          Exposure.UNKNOWN, "it runs in an app service environment, which decides");
    }
    boolean isDeclared = app.resource().property(ACCESS) != null;
    if (isDeclared && !access.is("Enabled")) {
      return ExposureFact.of(Exposure.UNKNOWN, access);
    }
    if (!isDeclared && mayHavePrivateEndpoint(app)) {
      return ExposureFact.because(
          Exposure.UNKNOWN, "`publicNetworkAccess` is not set, and it may have a private endpoint");
    }
    String reason =
        isDeclared
            ? access.phrase()
            : "`publicNetworkAccess` is not set and no private endpoint leads to it";
    return restricted(app, reason);
  }

  private static boolean mayHavePrivateEndpoint(ResourceFacts app) {
    PrivateEndpoints endpoints = app.deployment().privateEndpoints();
    return !app.resource().managed()
        || app.deployment().unread() != null
        || endpoints.hasUnknownTarget()
        || !endpoints.to(app.key()).isEmpty();
  }

  private static ExposureFact restricted(ResourceFacts app, String reason) {
    EffectiveProperty action =
        app.property("properties.siteConfig.ipSecurityRestrictionsDefaultAction");
    EffectiveProperty rules = app.property("properties.siteConfig.ipSecurityRestrictions");
    AllowedAddresses addresses = new AllowedAddresses();
    addresses.addList(rules);
    if (!rules.isEmpty() && addresses.exposure() == Exposure.PUBLIC) {
      return ExposureFact.because(
          Exposure.PUBLIC, reason + "; an access rule lets every address in");
    }
    boolean isClosedByRules = !isUnknownAction(app) && !action.is("Allow") && rules.isPresent();
    if (action.is("Deny") || isClosedByRules) {
      return new ExposureFact(
          addresses.exposure(),
          reason + "; access rules name the allowed addresses" + addresses.words(),
          rules.origin());
    }
    boolean mayHaveRules = !rules.isEmpty() && !rules.isPresent();
    boolean isUnknown = mayHaveRules || isUnknownAction(app);
    return isUnknown
        ? ExposureFact.because(Exposure.UNKNOWN, reason + "; its access rules are unknown")
        : ExposureFact.because(Exposure.PUBLIC, reason);
  }

  /// Whether the author sets the action, to something unknown. A default that is not known lets
  /// everybody in as long as there is no rule.
  private static boolean isUnknownAction(ResourceFacts app) {
    Value written =
        app.resource().property("properties.siteConfig.ipSecurityRestrictionsDefaultAction");
    return written != null && new EffectiveProperty("", written).isUnknown();
  }

  /// A container app: its ingress, then its environment.
  static ExposureFact containerApp(ResourceFacts app) {
    EffectiveProperty ingress = app.property("properties.configuration.ingress");
    if (app.resource().managed() && ingress.isAbsent()) {
      return ExposureFact.because(Exposure.NONE, "it has no ingress");
    }
    EffectiveProperty external = app.property("properties.configuration.ingress.external");
    if (external.is("false")) {
      return ExposureFact.of(Exposure.PRIVATE, external, "its ingress is internal");
    }
    if (!external.is("true")) {
      return ExposureFact.of(Exposure.UNKNOWN, external);
    }
    ResourceFacts environment = environment(app);
    if (environment == null || !environment.resource().managed()) {
      return ExposureFact.of(
          Exposure.UNKNOWN, external, "the network of its environment is not declared here");
    }
    EffectiveProperty internal = environment.property("properties.vnetConfiguration.internal");
    EffectiveProperty access = environment.property(ACCESS);
    if (internal.is("true") || access.is("Disabled")) {
      return ExposureFact.of(Exposure.PRIVATE, internal.is("true") ? internal : access);
    }
    if (internal.isUnknown()
        || (environment.resource().property(ACCESS) != null && !access.is("Enabled"))) {
      return ExposureFact.of(Exposure.UNKNOWN, internal.isUnknown() ? internal : access);
    }
    EffectiveProperty rules =
        app.property("properties.configuration.ingress.ipSecurityRestrictions");
    return ingressRules(app, external, rules);
  }

  /// The rules of an ingress have one action. Those that allow close it to all other addresses;
  /// those that deny leave it open to them.
  private static ExposureFact ingressRules(
      ResourceFacts app, EffectiveProperty external, EffectiveProperty rules) {
    Value declared = app.resource().property(rules.path());
    EffectiveProperty written = new EffectiveProperty(rules.path(), declared);
    if (written.isEmpty()) {
      return ExposureFact.of(Exposure.PUBLIC, external, "its environment is public");
    }
    if (!(declared instanceof ArrayValue array) || array.size() == 0) {
      return ExposureFact.of(Exposure.UNKNOWN, external, "its access rules are unknown");
    }
    List<EffectiveProperty> actions = new ArrayList<>();
    for (Value each : array) {
      Value action = each instanceof ObjectValue object ? object.get("action") : null;
      actions.add(new EffectiveProperty("action", action));
    }
    if (!array.isOpen() && actions.stream().allMatch(each -> each.is("Deny"))) {
      return ExposureFact.of(
          Exposure.PUBLIC, external, "access rules deny some addresses; all others are let in");
    }
    if (!actions.stream().allMatch(each -> each.is("Allow"))) {
      return ExposureFact.of(
          Exposure.UNKNOWN, external, "the actions of its access rules are unknown or differ");
    }
    AllowedAddresses addresses = new AllowedAddresses();
    addresses.addList(written);
    return ExposureFact.of(
        addresses.exposure(),
        external,
        "access rules name the allowed addresses" + addresses.words());
  }

  private static @Nullable ResourceFacts environment(ResourceFacts app) {
    Value current = app.resource().property("properties.environmentId");
    Value id =
        current == null ? app.resource().property("properties.managedEnvironmentId") : current;
    ResourceKey key = id == null ? null : ResourceId.parse(id);
    return key == null ? null : app.deployment().find(key);
  }

  /// A Kubernetes cluster: its API server.
  static ExposureFact kubernetes(ResourceFacts cluster) {
    EffectiveProperty isPrivate =
        cluster.property("properties.apiServerAccessProfile.enablePrivateCluster");
    if (isPrivate.is("true")) {
      return ExposureFact.of(Exposure.PRIVATE, isPrivate, "the API server has no public address");
    }
    if (!isPrivate.is("false")) {
      return ExposureFact.of(Exposure.UNKNOWN, isPrivate);
    }
    EffectiveProperty ranges =
        cluster.property("properties.apiServerAccessProfile.authorizedIPRanges");
    if (ranges.isPresent()) {
      AllowedAddresses addresses = new AllowedAddresses();
      addresses.addList(ranges);
      return ExposureFact.of(addresses.exposure(), isPrivate, ranges.phrase() + addresses.words());
    }
    return !ranges.isEmpty()
        ? ExposureFact.of(Exposure.UNKNOWN, isPrivate, ranges.phrase())
        : ExposureFact.of(Exposure.PUBLIC, isPrivate, "the API server has a public address");
  }

  /// A container group: its address.
  static ExposureFact containerGroup(ResourceFacts group) {
    EffectiveProperty address = group.property("properties.ipAddress");
    EffectiveProperty type = group.property("properties.ipAddress.type");
    if (group.resource().managed() && group.resource().property("properties.ipAddress") == null) {
      return ExposureFact.because(Exposure.NONE, "it has no address");
    }
    if (type.is("Private")) {
      return ExposureFact.of(Exposure.PRIVATE, type);
    }
    return ExposureFact.of(
        type.is("Public") ? Exposure.PUBLIC : Exposure.UNKNOWN, type.isAbsent() ? address : type);
  }

  /// A training compute of a machine learning workspace: its nodes.
  static ExposureFact trainingCompute(ResourceFacts compute) {
    EffectiveProperty kind = compute.property("properties.computeType");
    boolean hasNodes = kind.is("AmlCompute") || kind.is("ComputeInstance");
    if (!hasNodes) {
      return kind.isUnknown()
          ? ExposureFact.of(Exposure.UNKNOWN, kind)
          : ExposureFact.of(Exposure.NONE, kind, "it has no nodes of its own");
    }
    EffectiveProperty address = compute.property("properties.properties.enableNodePublicIp");
    if (address.is("false")) {
      return ExposureFact.of(Exposure.PRIVATE, address);
    }
    List<String> ports =
        List.of(
            "properties.properties.sshSettings.sshPublicAccess",
            "properties.properties.remoteLoginPortPublicAccess");
    for (String path : ports) {
      EffectiveProperty port = compute.property(path);
      if (port.is("Enabled")) {
        return ExposureFact.of(Exposure.PUBLIC, port, "its nodes accept SSH from the Internet");
      }
    }
    return address.is("true")
        ? ExposureFact.of(
            Exposure.RESTRICTED, address, "only the services of Azure reach the public addresses")
        : ExposureFact.of(Exposure.UNKNOWN, address);
  }
}
