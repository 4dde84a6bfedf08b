package dev.redoubt.keys.azure;

import com.azure.core.exception.ClientAuthenticationException;
import com.azure.core.exception.HttpResponseException;
import dev.redoubt.keys.material.KeyAccessException;
import java.util.Locale;

/// Maps errors of Azure Key Vault to exceptions of this module.
final class AzureErrorMapping {

  private AzureErrorMapping() {}

  /// A request of the SDK.
  interface Call<T> {
    T call() throws KeyAccessException;
  }

  /// Runs a request and maps its exceptions.
  ///
  /// @param key as the user named it
  static <T> T calling(String key, Call<T> call) throws KeyAccessException {
    try {
      return call.call();
    } catch (ClientAuthenticationException unauthorised) {
      throw new KeyAccessException.Refused(
          "Azure authentication failed for `" + key + "`; run `az login`", unauthorised);
    } catch (HttpResponseException refused) {
      throw ofResponse(key, refused);
    } catch (UnsupportedOperationException unsupported) {
      throw new KeyAccessException.Refused(
          "key `" + key + "` does not allow this operation", unsupported);
    } catch (RuntimeException broken) {
      throw new KeyAccessException.Unavailable(
          "`" + key + "` cannot be reached: " + reason(broken), broken);
    }
  }

  private static KeyAccessException ofResponse(String key, HttpResponseException refused) {
    int status = refused.getResponse() == null ? 0 : refused.getResponse().getStatusCode();
    String message = String.valueOf(refused.getMessage()).toLowerCase(Locale.ROOT);
    return switch (status) {
      case 401 ->
          new KeyAccessException.Refused(
              "Azure authentication failed for `" + key + "`; run `az login`", refused);
      case 403 ->
          message.contains("disabled")
              ? new KeyAccessException.Disabled(
                  "key `" + key + "` is disabled; `redoubt model key enable` enables it")
              : new KeyAccessException.Refused(
                  "Azure denied access to `" + key + "`: a role or access policy is missing",
                  refused);
      case 404 -> new KeyAccessException.NotFound("there is no key `" + key + "`");
      case 409 ->
          new KeyAccessException.Refused("key `" + key + "` is deleted or being deleted", refused);
      case 429 ->
          new KeyAccessException.Unavailable(
              "Azure rate limit reached for `" + key + "`; try again later", refused);
      case 400 ->
          new KeyAccessException.Refused("Azure rejected the request for `" + key + "`", refused);
      default ->
          new KeyAccessException.Unavailable(
              "Azure failed for `" + key + "` with status " + status, refused);
    };
  }

  private static String reason(Throwable broken) {
    Throwable last = broken;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return String.valueOf(last.getMessage());
  }
}
