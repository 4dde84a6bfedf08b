package dev.redoubt.facts;

import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.ResourceId;
import dev.redoubt.estate.ResourceKey;
import dev.redoubt.estate.Value;
import dev.redoubt.findings.inventory.Exposure;
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
    EffectiveProperty action = app.property("properties.siteConfig.ipSecurityRestrictionsDefaultAction");
    EffectiveProperty rules = app.property("properties.siteConfig.ipSecurityRestrictions");
    boolean isAnyAllowed =
        app.elements("properties.siteConfig.ipSecurityRestrictions").stream()
            .anyMatch(ApplicationExposure::letsEverybodyIn);
    if (isAnyAllowed) {
      return ExposureFact.because(Exposure.PUBLIC, reason + "; an access rule lets every address in");
    }
    if (action.is("Deny") || (!action.is("Allow") && rules.isPresent())) {
      return new ExposureFact(
          Exposure.RESTRICTED, reason + "; access rules name the allowed addresses", rules.origin());
    }
    boolean isUnknown = rules.isUnknown() || isUnknownAction(app);
    return isUnknown
        ? ExposureFact.because(Exposure.UNKNOWN, reason + "; its access rules are unknown")
        : ExposureFact.because(Exposure.PUBLIC, reason);
  }

  /// Whether the author sets the action, to something unknown. A default that is not known lets
  /// everybody in as long as there is no rule.
  private static boolean isUnknownAction(ResourceFacts app) {
    Value written = app.resource().property("properties.siteConfig.ipSecurityRestrictionsDefaultAction");
    return written != null && new EffectiveProperty("", written).isUnknown();
  }

  private static boolean letsEverybodyIn(Value rule) {
    if (!(rule instanceof ObjectValue object)) {
      return false;
    }
    EffectiveProperty address = new EffectiveProperty("ipAddress", object.get("ipAddress"));
    EffectiveProperty action = new EffectiveProperty("action", object.get("action"));
    return (address.is("Any") || address.is("0.0.0.0/0")) && !action.is("Deny");
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
    if (rules.isPresent()) {
      return ExposureFact.of(
          Exposure.RESTRICTED, external, "access rules name the allowed addresses");
    }
    boolean isUnknown =
        new EffectiveProperty("", app.resource().property(rules.path())).isUnknown();
    return ExposureFact.of(
        isUnknown ? Exposure.UNKNOWN : Exposure.PUBLIC, external, "its environment is public");
  }

  private static @Nullable ResourceFacts environment(ResourceFacts app) {
    EffectiveProperty id = app.property("properties.managedEnvironmentId");
    if (!id.isUnknownOrText()) {
      id = app.property("properties.environmentId");
    }
    ResourceKey key = id.value() == null ? null : ResourceId.parse(id.value());
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
      return ExposureFact.of(Exposure.RESTRICTED, isPrivate, ranges.phrase());
    }
    return ranges.isUnknown()
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
