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

/// Gets the tokens that public registries give to anybody. Source: the token specification of the
/// CNCF distribution project.
///
/// Nothing that tells who asks is sent, and a registry that wants to know it is answered no.
final class AnonymousTokenClient {

  /// Tokens have some kilobytes at most.
  private static final long MAX_BYTES = 256 << 10;

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/=-]+");

  private final RegistryHttpClient transport;

  AnonymousTokenClient(RegistryHttpClient transport) {
    this.transport = transport;
  }

  /// The value of an `Authorization` header for the registry.
  ///
  /// @param unauthorized the registry's answer that asks for a token
  RegistryResult<String> authorization(URI registry, String repository, Response unauthorized) {
    BearerChallenge challenge = BearerChallenge.find(unauthorized.headers("WWW-Authenticate"));
    if (challenge == null) {
      return RegistryResult.refused(refusal(registry.getRawAuthority()));
    }
    URI realm = AllowedEndpoints.resolve(registry, challenge.realm());
    if (realm == null || !AllowedEndpoints.mayLead(registry, realm)) {
      return RegistryResult.refused(
          "the registry `%s` sends for a token to a place that is not allowed"
              .formatted(registry.getRawAuthority()));
    }
    URI address = address(realm, challenge, repository);
    if (address == null) {
      return RegistryResult.refused(
          "`" + realm.getHost() + "` is not an address that can be asked");
    }
    return transport
        .get(address, "application/json", null, MAX_BYTES)
        .then(answer -> token(registry, realm, answer));
  }

  /// The realm with the query that asks for a token; null where it is no address.
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

  private static RegistryResult<String> token(URI registry, URI realm, Response answer) {
    if (answer.status() == 401 || answer.status() == 403) {
      return RegistryResult.refused(refusal(registry.getRawAuthority()));
    }
    if (answer.status() != 200) {
      return RegistryResult.refused(
          "`%s`, asked for a token, answered with status %d"
              .formatted(realm.getHost(), answer.status()));
    }
    Value json = new JsonReader(new SourceFiles(), new ArrayList<>()).read(answer.body(), "token");
    String token = json instanceof ObjectValue object ? token(object) : null;
    return token != null && TOKEN.matcher(token).matches()
        ? RegistryResult.given("Bearer " + token)
        : RegistryResult.refused("`" + realm.getHost() + "`, asked for a token, gave none");
  }

  private static @Nullable String token(ObjectValue object) {
    String token = object.text("token");
    return token != null ? token : object.text("access_token");
  }

  /// What is said where a registry wants to know who asks.
  static String refusal(String registry) {
    return "the registry `%s` wants to know who asks, and no credentials are sent; run `bicep restore` where you are signed in, or name a folder that holds the module with `--module-path`"
        .formatted(registry);
  }
}
