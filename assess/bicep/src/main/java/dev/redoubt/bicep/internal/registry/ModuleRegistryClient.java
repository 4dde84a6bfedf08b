package dev.redoubt.bicep.internal.registry;

import dev.redoubt.bicep.internal.registry.RegistryHttpClient.Response;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Downloads Bicep modules from OCI registries, anonymously. Source: OCI distribution specification
/// 1.1, "Pull".
///
/// All content is verified by digest: the manifest against the requested digest and the digest that
/// the registry reports, the template against the manifest. Thread-safe.
public final class ModuleRegistryClient {

  private static final String MANIFESTS =
      ModuleManifest.IMAGE_MANIFEST
          + ", application/vnd.docker.distribution.manifest.v2+json;q=0.5";

  private final RegistryHttpClient http;
  private final AnonymousTokenClient tokens;
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  public ModuleRegistryClient(RegistryHttpClient http) {
    this.http = http;
    this.tokens = new AnonymousTokenClient(http);
  }

  /// Downloads a module; refused with a reason if it is not available.
  public RegistryResult<PulledModule> pull(Registry reference) {
    return manifest(reference)
        .then(
            bytes ->
                ModuleManifest.read(bytes)
                    .then(
                        manifest ->
                            template(reference, manifest)
                                .then(
                                    template ->
                                        RegistryResult.given(
                                            new PulledModule(bytes, manifest, template)))));
  }

  private RegistryResult<byte[]> manifest(Registry reference) {
    String version = reference.tag() != null ? reference.tag() : reference.digest();
    return send(reference, "manifests/" + version, MANIFESTS, ModuleManifest.MAX_BYTES)
        .then(
            response -> {
              if (response.status() == 404) {
                return RegistryResult.refused(
                    "the registry `%s` has no such module or version"
                        .formatted(reference.registry()));
              }
              return response.status() == 200
                  ? checked(reference, response)
                  : RegistryResult.refused(refusal(reference, response.status()));
            });
  }

  private static RegistryResult<byte[]> checked(Registry reference, Response response) {
    byte[] manifest = response.body();
    for (String stated :
        new @Nullable String[] {reference.digest(), response.header("Docker-Content-Digest")}) {
      OciDigest digest = stated == null ? null : OciDigest.parse(stated);
      if (stated != null && (digest == null || !digest.isOf(manifest))) {
        return RegistryResult.refused(
            "the manifest from the registry `%s` does not match its digest"
                .formatted(reference.registry()));
      }
    }
    return RegistryResult.given(manifest);
  }

  private RegistryResult<byte[]> template(Registry reference, ModuleManifest manifest) {
    return send(reference, "blobs/" + manifest.template().text(), "*/*", manifest.size())
        .then(
            response -> {
              if (response.status() != 200) {
                return RegistryResult.refused(
                    response.status() == 404
                        ? "the registry `%s` does not have the template that its manifest lists"
                            .formatted(reference.registry())
                        : refusal(reference, response.status()));
              }
              boolean whole =
                  response.body().length == manifest.size()
                      && manifest.template().isOf(response.body());
              return whole
                  ? RegistryResult.given(response.body())
                  : RegistryResult.refused(
                      "the template from the registry `%s` does not match the digest and size in its manifest"
                          .formatted(reference.registry()));
            });
  }

  /// Sends a request; if the registry requires a token, requests an anonymous one and retries.
  private RegistryResult<Response> send(
      Registry reference, String path, String accept, long limit) {
    URI registry = AllowedEndpoints.of(reference.registry());
    if (registry == null) {
      return RegistryResult.refused("`" + reference.registry() + "` is not a valid host name");
    }
    String repository = reference.repository();
    URI uri = registry.resolve("/v2/" + repository + "/" + path);
    String key = reference.registry() + "/" + repository;
    RegistryResult<Response> first = http.get(uri, accept, authorizations.get(key), limit);
    if (!(first instanceof RegistryResult.Given<Response>(var response))
        || response.status() != 401) {
      return first;
    }
    return tokens
        .authorization(registry, repository, response)
        .then(
            authorization -> {
              authorizations.put(key, authorization);
              return http.get(uri, accept, authorization, limit);
            });
  }

  private static String refusal(Registry reference, int status) {
    String registry = "the registry `" + reference.registry() + "`";
    return switch (status) {
      case 401, 403 -> AnonymousTokenClient.refusal(reference.registry());
      case 429 -> registry + " responded with status 429 (rate limit exceeded); try again later";
      default -> "%s responded with status %d".formatted(registry, status);
    };
  }
}
