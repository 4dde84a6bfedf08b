package dev.redoubt.keys.release;

import dev.redoubt.keys.material.KeyAccessException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A key release policy of Azure, version 1.0.0: which claims an issuer must attest before a key is
/// released.
///
/// Source: "Azure Key Vault secure key release policy grammar" of Microsoft. Anything that the
/// grammar does not contain is refused, because an unknown condition must not be treated as met.
public final class ReleasePolicy {

  /// The limit of Azure: 10 KiB.
  public static final int MAX_BYTES = 10 * 1024;

  /// Policies in practice nest two or three levels deep.
  private static final int MAX_DEPTH = 16;

  private static final Pattern CLAIM = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");
  private static final Pattern AUTHORITY =
      Pattern.compile("https://[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?(/[A-Za-z0-9/_.-]*)?");

  private final ReleaseCondition condition;
  private final SortedSet<String> authorities;

  private ReleasePolicy(ReleaseCondition condition, SortedSet<String> authorities) {
    this.condition = condition;
    this.authorities = authorities;
  }

  /// Parses a policy.
  ///
  /// @throws KeyAccessException.Malformed if the policy is not valid
  public static ReleasePolicy parse(String json) throws KeyAccessException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MAX_BYTES) {
      throw malformed("policy", "is larger than " + MAX_BYTES + " bytes");
    }
    JsonNode root = ReleaseJson.object("the release policy", bytes);
    only(root, "policy", Set.of("version", "anyOf"));
    JsonNode version = root.path("version");
    if (!version.isString() || !version.asString().equals("1.0.0")) {
      throw malformed("version", "is not `1.0.0`, the only supported version");
    }
    TreeSet<String> authorities = new TreeSet<>();
    return new ReleasePolicy(group(root, "policy", false, 0, authorities), authorities);
  }

  /// The issuers that the policy names, without a trailing slash.
  public SortedSet<String> authorities() {
    return java.util.Collections.unmodifiableSortedSet(authorities);
  }

  /// Evaluates the policy for an attested enclave. The key is released only if the result is
  /// [ConditionResult#HOLDS].
  public ReleaseReason evaluate(AttestedEnclave enclave) {
    return condition.evaluate(enclave.issuer(), enclave.claims());
  }

  /// Parses the `anyOf` or `allOf` of an object.
  private static ReleaseCondition group(
      JsonNode node, String where, boolean inAuthority, int depth, Set<String> authorities)
      throws KeyAccessException {
    if (depth > MAX_DEPTH) {
      throw malformed(where, "is nested deeper than " + MAX_DEPTH);
    }
    boolean any = node.has("anyOf");
    if (any == node.has("allOf")) {
      throw malformed(where, "must have exactly one of `anyOf` and `allOf`");
    }
    String name = any ? "anyOf" : "allOf";
    JsonNode list = node.path(name);
    if (!list.isArray() || list.isEmpty()) {
      throw malformed(where + "." + name, "must be an array with at least one element");
    }
    List<ReleaseCondition> parts = new ArrayList<>();
    for (JsonNode each : list) {
      String place = where + "." + name + "[" + parts.size() + "]";
      parts.add(
          inAuthority
              ? claims(each, place, depth + 1, authorities)
              : authority(each, place, authorities, depth + 1));
    }
    return any ? new ReleaseCondition.AnyOf(parts) : new ReleaseCondition.AllOf(parts);
  }

  private static ReleaseCondition authority(
      JsonNode node, String where, Set<String> authorities, int depth) throws KeyAccessException {
    only(node, where, Set.of("authority", "anyOf", "allOf"));
    JsonNode authority = node.path("authority");
    if (!authority.isString() || !AUTHORITY.matcher(authority.asString()).matches()) {
      throw malformed(where + ".authority", "must be the https URL of an attestation provider");
    }
    String issuer = withoutSlash(authority.asString());
    authorities.add(issuer);
    return new ReleaseCondition.Authority(issuer, group(node, where, true, depth, authorities));
  }

  private static ReleaseCondition claims(
      JsonNode node, String where, int depth, Set<String> authorities) throws KeyAccessException {
    if (!node.has("claim")) {
      only(node, where, Set.of("anyOf", "allOf"));
      return group(node, where, true, depth, authorities);
    }
    JsonNode claim = node.path("claim");
    if (!claim.isString() || !CLAIM.matcher(claim.asString()).matches()) {
      throw malformed(where + ".claim", "is not a valid claim name");
    }
    ClaimOperator operator = operator(node, where);
    only(node, where, Set.of("claim", operator.title()));
    JsonNode expected = node.path(operator.title());
    if (!operator.accepts(expected)) {
      throw malformed(where + "." + operator.title(), "has the wrong type for this operator");
    }
    return new ReleaseCondition.Claim(claim.asString(), operator, expected);
  }

  private static ClaimOperator operator(JsonNode node, String where) throws KeyAccessException {
    for (ClaimOperator each : ClaimOperator.values()) {
      if (node.has(each.title())) {
        return each;
      }
    }
    throw malformed(where, "has no operator, such as `equals`");
  }

  private static void only(JsonNode node, String where, Set<String> known)
      throws KeyAccessException {
    if (!node.isObject()) {
      throw malformed(where, "must be an object");
    }
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        throw malformed(where, "has `" + shortened(name) + "`, which is unknown");
      }
    }
  }

  private static String shortened(String name) {
    return name.length() <= 40 ? name : name.substring(0, 40) + "...";
  }

  static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static KeyAccessException malformed(String where, String why) {
    return new KeyAccessException.Malformed("the release policy: `" + where + "` " + why);
  }
}
