package dev.redoubt.bicep.internal.registry;

import dev.redoubt.bicep.internal.registry.RegistryHttpClient.Response;
import dev.redoubt.bicep.module.ArtifactReference.Registry;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Pulls Bicep modules from registries, anonymously. Source: OCI distribution specification 1.1,
/// "Pull".
///
/// Nothing is given back whose digest was not checked: the manifest against the digest it was asked
/// by and the one that the registry states, the template against the manifest. Safe for use by
/// several threads.
public final class ModuleRegistryClient {

  private static final String MANIFESTS =
      ModuleManifest.IMAGE_MANIFEST
          + ", application/vnd.docker.distribution.manifest.v2+json;q=0.5";

  private final RegistryHttpClient transport;
  private final AnonymousTokenClient tokens;
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  public ModuleRegistryClient(RegistryHttpClient transport) {
    this.transport = transport;
    this.tokens = new AnonymousTokenClient(transport);
  }

  /// Pulls a module, or says why it cannot be had.
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
    return ask(reference, "manifests/" + version, MANIFESTS, ModuleManifest.MAX_BYTES)
        .then(
            answer -> {
              if (answer.status() == 404) {
                return RegistryResult.refused(
                    "the registry `%s` has no such module or version"
                        .formatted(reference.registry()));
              }
              return answer.status() == 200
                  ? checked(reference, answer)
                  : RegistryResult.refused(refusal(reference, answer.status()));
            });
  }

  private static RegistryResult<byte[]> checked(Registry reference, Response answer) {
    byte[] manifest = answer.body();
    for (String stated :
        new @Nullable String[] {reference.digest(), answer.header("Docker-Content-Digest")}) {
      OciDigest digest = stated == null ? null : OciDigest.parse(stated);
      if (stated != null && (digest == null || !digest.isOf(manifest))) {
        return RegistryResult.refused(
            "what the registry `%s` sent as manifest does not have the digest that it should have"
                .formatted(reference.registry()));
      }
    }
    return RegistryResult.given(manifest);
  }

  private RegistryResult<byte[]> template(Registry reference, ModuleManifest manifest) {
    return ask(reference, "blobs/" + manifest.template().text(), "*/*", manifest.size())
        .then(
            answer -> {
              if (answer.status() != 200) {
                return RegistryResult.refused(
                    answer.status() == 404
                        ? "the registry `%s` lacks the template that its manifest names"
                            .formatted(reference.registry())
                        : refusal(reference, answer.status()));
              }
              boolean whole =
                  answer.body().length == manifest.size()
                      && manifest.template().isOf(answer.body());
              return whole
                  ? RegistryResult.given(answer.body())
                  : RegistryResult.refused(
                      "what the registry `%s` sent as template does not have the digest and size that its manifest names"
                          .formatted(reference.registry()));
            });
  }

  /// Asks, and where the registry wants a token gets an anonymous one and asks again.
  private RegistryResult<Response> ask(Registry reference, String path, String accept, long limit) {
    URI registry = AllowedEndpoints.of(reference.registry());
    if (registry == null) {
      return RegistryResult.refused("`" + reference.registry() + "` is not the name of a host");
    }
    String repository = reference.repository();
    URI uri = registry.resolve("/v2/" + repository + "/" + path);
    String key = reference.registry() + "/" + repository;
    RegistryResult<Response> first = transport.get(uri, accept, authorizations.get(key), limit);
    if (!(first instanceof RegistryResult.Given<Response>(var response))
        || response.status() != 401) {
      return first;
    }
    return tokens
        .authorization(registry, repository, response)
        .then(
            authorization -> {
              authorizations.put(key, authorization);
              return transport.get(uri, accept, authorization, limit);
            });
  }

  private static String refusal(Registry reference, int status) {
    String registry = "the registry `" + reference.registry() + "`";
    return switch (status) {
      case 401, 403 -> AnonymousTokenClient.refusal(reference.registry());
      case 429 -> registry + " is asked too often (429); try again later";
      default -> "%s answered with status %d".formatted(registry, status);
    };
  }
}
