package dev.redoubt.bicep.internal.registry;

import dev.redoubt.bicep.internal.registry.Transport.Response;
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
public final class RegistryClient {

  private static final String MANIFESTS =
      ModuleManifest.IMAGE_MANIFEST
          + ", application/vnd.docker.distribution.manifest.v2+json;q=0.5";

  private final Transport transport;
  private final AnonymousTokens tokens;
  private final Map<String, String> authorizations = new ConcurrentHashMap<>();

  public RegistryClient(Transport transport) {
    this.transport = transport;
    this.tokens = new AnonymousTokens(transport);
  }

  /// Pulls a module, or says why it cannot be had.
  public Answer<PulledModule> pull(Registry reference) {
    return manifest(reference)
        .then(
            bytes ->
                ModuleManifest.read(bytes)
                    .then(
                        manifest ->
                            template(reference, manifest)
                                .then(
                                    template ->
                                        Answer.given(
                                            new PulledModule(bytes, manifest, template)))));
  }

  private Answer<byte[]> manifest(Registry reference) {
    String version = reference.tag() != null ? reference.tag() : reference.digest();
    return ask(reference, "manifests/" + version, MANIFESTS, ModuleManifest.MAX_BYTES)
        .then(
            answer -> {
              if (answer.status() == 404) {
                return Answer.refused(
                    "the registry `%s` has no such module or version"
                        .formatted(reference.registry()));
              }
              return answer.status() == 200
                  ? checked(reference, answer)
                  : Answer.refused(refusal(reference, answer.status()));
            });
  }

  private static Answer<byte[]> checked(Registry reference, Response answer) {
    byte[] manifest = answer.body();
    for (String stated :
        new @Nullable String[] {reference.digest(), answer.header("Docker-Content-Digest")}) {
      Digest digest = stated == null ? null : Digest.parse(stated);
      if (stated != null && (digest == null || !digest.isOf(manifest))) {
        return Answer.refused(
            "what the registry `%s` sent as manifest does not have the digest that it should have"
                .formatted(reference.registry()));
      }
    }
    return Answer.given(manifest);
  }

  private Answer<byte[]> template(Registry reference, ModuleManifest manifest) {
    return ask(reference, "blobs/" + manifest.template().text(), "*/*", manifest.size())
        .then(
            answer -> {
              if (answer.status() != 200) {
                return Answer.refused(
                    answer.status() == 404
                        ? "the registry `%s` lacks the template that its manifest names"
                            .formatted(reference.registry())
                        : refusal(reference, answer.status()));
              }
              boolean whole =
                  answer.body().length == manifest.size()
                      && manifest.template().isOf(answer.body());
              return whole
                  ? Answer.given(answer.body())
                  : Answer.refused(
                      "what the registry `%s` sent as template does not have the digest and size that its manifest names"
                          .formatted(reference.registry()));
            });
  }

  /// Asks, and where the registry wants a token gets an anonymous one and asks again.
  private Answer<Response> ask(Registry reference, String path, String accept, long limit) {
    URI registry = Endpoints.of(reference.registry());
    if (registry == null) {
      return Answer.refused("`" + reference.registry() + "` is not the name of a host");
    }
    String repository = reference.repository();
    URI uri = registry.resolve("/v2/" + repository + "/" + path);
    String key = reference.registry() + "/" + repository;
    Answer<Response> first = transport.get(uri, accept, authorizations.get(key), limit);
    if (!(first instanceof Answer.Given<Response>(var response)) || response.status() != 401) {
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
      case 401, 403 -> AnonymousTokens.refusal(reference.registry());
      case 429 -> registry + " is asked too often (429); try again later";
      default -> "%s answered with status %d".formatted(registry, status);
    };
  }
}
