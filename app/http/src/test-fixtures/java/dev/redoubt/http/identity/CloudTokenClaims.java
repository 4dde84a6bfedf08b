package dev.redoubt.http.identity;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Token claims as cloud issuers create them, claim by claim; names and numbers are invented.
///
/// Sources: Microsoft identity platform, "Access token claims reference"; "How to use managed
/// identities to acquire an access token"; GitHub, "OpenID Connect reference"; Kubernetes,
/// "Managing Service Accounts"; read in November 2026.
final class CloudTokenClaims {

  static final String TENANT = "8b7f2c1e-4a35-4f0d-9c3b-6f1d2e3a4b5c";
  static final String ENTRA = "https://login.microsoftonline.com/" + TENANT + "/v2.0";
  static final String ENTRA_1 = "https://sts.windows.net/" + TENANT + "/";
  static final String GITHUB = "https://token.actions.githubusercontent.com";
  static final String AKS =
      "https://westeurope.oic.prod-aks.azure.com/"
          + TENANT
          + "/0c0ffee0-1111-4222-8333-444455556666/";

  /// What tokens for the registry have in `aud`.
  static final String AUDIENCE = "1f2e3d4c-5b6a-4978-8a9b-0c1d2e3f4a5b";

  static final String REVIEWERS = "5c2b7a3e-0000-4000-8000-000000000001";

  private CloudTokenClaims() {}

  private static Map<String, Object> timed(Instant now, long before, long seconds) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iat", now.getEpochSecond());
    claims.put("nbf", now.getEpochSecond() - before);
    claims.put("exp", now.getEpochSecond() + seconds);
    return claims;
  }

  /// A person of Entra ID, version 2.0: delegated to a command-line client.
  static Map<String, Object> entraUser(Instant now, String oid, String name) {
    Map<String, Object> claims = timed(now, 0, 4_500);
    claims.put("aud", AUDIENCE);
    claims.put("iss", ENTRA);
    claims.put("aio", "AXQAi/8WAAAA0v4Kq2");
    claims.put("azp", "04b07795-8ddb-461a-bbee-02f9e1bf7b46");
    claims.put("azpacr", "0");
    claims.put("name", name);
    claims.put("oid", oid);
    claims.put("preferred_username", name.toLowerCase(java.util.Locale.ROOT) + "@contoso.example");
    claims.put("rh", "1.AXkAHix_izVKD0-cO28fLTpLXA.");
    claims.put("scp", "registry.access");
    claims.put("sid", "00a1b2c3-d4e5-4f60-8a7b-9c0d1e2f3a4b");
    claims.put("sub", "pairwise-" + oid.substring(0, 8));
    claims.put("tid", TENANT);
    claims.put("uti", "kE9rWwq6xUO1aAfzr5pLAA");
    claims.put("ver", "2.0");
    claims.put("xms_cc", List.of("cp1"));
    return claims;
  }

  /// The same person with roles of the registry's application.
  static Map<String, Object> entraUser(Instant now, String oid, String name, String... roles) {
    Map<String, Object> claims = entraUser(now, oid, name);
    claims.put("roles", List.of(roles));
    return claims;
  }

  /// A managed identity, version 2.0.
  static Map<String, Object> managedIdentity(Instant now, String oid) {
    Map<String, Object> claims = timed(now, 0, 24 * 3_600);
    claims.put("aud", AUDIENCE);
    claims.put("iss", ENTRA);
    claims.put("aio", "k2RgYPg0V7KxqW");
    claims.put("azp", "7c6b5a49-3827-4615-8f4e-3d2c1b0a9f8e");
    claims.put("azpacr", "2");
    claims.put("idtyp", "app");
    claims.put("oid", oid);
    claims.put("rh", "1.AXkAHix_izVKD0-cO28fLTpLXA.");
    claims.put("sub", oid);
    claims.put("tid", TENANT);
    claims.put("uti", "Z1p8oJdQ0kqgTJq4n3QIAA");
    claims.put("ver", "2.0");
    return claims;
  }

  /// A managed identity, version 1.0, as APIs get them that never asked for version 2.0.
  static Map<String, Object> managedIdentity1(Instant now, String oid) {
    Map<String, Object> claims = timed(now, 0, 24 * 3_600);
    claims.put("aud", "api://" + AUDIENCE);
    claims.put("iss", ENTRA_1);
    claims.put("aio", "k2RgYPg0V7KxqW");
    claims.put("appid", "7c6b5a49-3827-4615-8f4e-3d2c1b0a9f8e");
    claims.put("appidacr", "2");
    claims.put("idp", ENTRA_1);
    claims.put("oid", oid);
    claims.put("sub", oid);
    claims.put("tid", TENANT);
    claims.put("ver", "1.0");
    claims.put(
        "xms_mirid",
        "/subscriptions/00000000-0000-4000-8000-000000000000/resourcegroups/ml/providers/"
            + "Microsoft.ManagedIdentity/userAssignedIdentities/id-scoring");
    return claims;
  }

  /// A job of GitHub Actions.
  ///
  /// @param context `ref:refs/heads/main`, `environment:production`, `pull_request`
  static Map<String, Object> gitHubJob(Instant now, String repository, String context) {
    Map<String, Object> claims = timed(now, 600, 300);
    String owner = repository.substring(0, repository.indexOf('/'));
    claims.put("jti", "example-id");
    claims.put("sub", "repo:" + repository + ":" + context);
    claims.put("aud", AUDIENCE);
    claims.put("iss", GITHUB);
    claims.put("ref", "refs/heads/main");
    claims.put("sha", "7b3f9a40c2d1e5f60718293a4b5c6d7e8f901234");
    claims.put("repository", repository);
    claims.put("repository_owner", owner);
    claims.put("repository_owner_id", "65");
    claims.put("repository_id", "74");
    claims.put("repository_visibility", "private");
    claims.put("run_id", "9876543210");
    claims.put("run_number", "10");
    claims.put("run_attempt", "2");
    claims.put("actor", "octocat");
    claims.put("actor_id", "12");
    claims.put("workflow", "train");
    claims.put("head_ref", "");
    claims.put("base_ref", "");
    claims.put("event_name", context.equals("pull_request") ? "pull_request" : "push");
    claims.put("ref_type", "branch");
    claims.put("ref_protected", "true");
    claims.put("workflow_ref", repository + "/.github/workflows/train.yml@refs/heads/main");
    claims.put("workflow_sha", "7b3f9a40c2d1e5f60718293a4b5c6d7e8f901234");
    claims.put("job_workflow_ref", repository + "/.github/workflows/train.yml@refs/heads/main");
    claims.put("job_workflow_sha", "7b3f9a40c2d1e5f60718293a4b5c6d7e8f901234");
    claims.put("runner_environment", "github-hosted");
    return claims;
  }

  /// A service account of a cluster of Kubernetes, in a projected volume.
  static Map<String, Object> serviceAccount(
      Instant now, String issuer, String namespace, String name) {
    Map<String, Object> claims = timed(now, 0, 3_600);
    claims.put("aud", List.of(AUDIENCE));
    claims.put("iss", issuer);
    claims.put("jti", "e2b1f0a9-8877-4665-9544-332211009988");
    claims.put(
        "kubernetes.io",
        Map.of(
            "namespace",
            namespace,
            "node",
            Map.of("name", "aks-pool-0", "uid", "6a5b4c3d-2e1f-4a0b-9c8d-7e6f5a4b3c2d"),
            "pod",
            Map.of("name", name + "-0", "uid", "1a2b3c4d-5e6f-4a7b-8c9d-0e1f2a3b4c5d"),
            "serviceaccount",
            Map.of("name", name, "uid", "9f8e7d6c-5b4a-4392-8170-6f5e4d3c2b1a")));
    claims.put("sub", "system:serviceaccount:" + namespace + ":" + name);
    return claims;
  }
}
