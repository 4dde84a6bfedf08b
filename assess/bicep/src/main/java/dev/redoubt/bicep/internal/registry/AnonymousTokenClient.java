package dev.redoubt.bicep.internal.registry;

import dev.redoubt.bicep.internal.registry.RegistryHttpClient.Response;
import dev.redoubt.estate.JsonReader;
import dev.redoubt.estate.ObjectValue;
import dev.redoubt.estate.SourceFiles;
import dev.redoubt.estate.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Requests anonymous tokens from public registries. Source: the token specification of the CNCF
/// distribution project.
///
/// No credentials are sent; a registry that requires authentication is refused.
final class AnonymousTokenClient {

  /// The maximum size of a token response; tokens have a few kilobytes at most.
  private static final long MAX_BYTES = 256 << 10;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

  private final RegistryHttpClient http;

  AnonymousTokenClient(RegistryHttpClient http) {
    this.http = http;
  }

  /// The value of an `Authorization` header for the registry.
  ///
  /// @param unauthorized the 401 response of the registry
  RegistryResult<String> authorization(URI registry, String repository, Response unauthorized) {
    BearerChallenge challenge = BearerChallenge.find(unauthorized.headers("WWW-Authenticate"));
    if (challenge == null) {
      return RegistryResult.refused(refusal(registry.getRawAuthority()));
    }
    URI realm = AllowedEndpoints.resolve(registry, challenge.realm());
    if (realm == null || !AllowedEndpoints.mayRedirect(registry, realm)) {
      return RegistryResult.refused(
          "the registry `%s` refers to a token server that is not allowed"
              .formatted(registry.getRawAuthority()));
    }
    URI address = address(realm, challenge, repository);
    if (address == null) {
      return RegistryResult.refused("`" + realm.getHost() + "` is not a valid address");
    }
    return http.get(address, "application/json", null, MAX_BYTES)
        .then(response -> token(registry, realm, response));
  }

  /// The realm with the query of a token request; null if it is not a valid address.
  private static @Nullable URI address(URI realm, BearerChallenge challenge, String repository) {
    String scope = challenge.scope();
    String service = challenge.service();
    String before = realm.getRawQuery();
    try {
      return new URI(
          realm.getScheme()
              + "://"
              + realm.getRawAuthority()
              + realm.getRawPath()
              + "?"
              + (before == null ? "" : before + "&")
              + "scope="
              + encoded(scope != null ? scope : "repository:" + repository + ":pull")
              + (service == null ? "" : "&service=" + encoded(service)));
    } catch (URISyntaxException _) {
      return null;
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static RegistryResult<String> token(URI registry, URI realm, Response response) {
    if (response.status() == 401 || response.status() == 403) {
      return RegistryResult.refused(refusal(registry.getRawAuthority()));
    }
    if (response.status() != 200) {
      return RegistryResult.refused(
          "`%s` responded to the token request with status %d"
              .formatted(realm.getHost(), response.status()));
    }
    Value json =
        new JsonReader(new SourceFiles(), new ArrayList<>()).read(response.body(), "token");
    String token = json instanceof ObjectValue object ? token(object) : null;
    return token != null && TOKEN.matcher(token).matches()
        ? RegistryResult.given("Bearer " + token)
        : RegistryResult.refused(
            "`" + realm.getHost() + "` responded to the token request without a token");
  }

  private static @Nullable String token(ObjectValue object) {
    String token = object.text("token");
    return token != null ? token : object.text("access_token");
  }

  /// The message for a registry that requires authentication.
  static String refusal(String registry) {
    return "the registry `%s` requires authentication, and no credentials are sent; run `bicep restore` while signed in, or specify a folder that contains the module with `--module-path`"
        .formatted(registry);
  }
}
