package dev.redoubt.store.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.redoubt.store.PostgresDataSource;
import java.io.IOException;

/// Uses a Microsoft Entra ID access token as the password of Azure Database for PostgreSQL. The SDK
/// caches the token until it expires.
public final class EntraPassword implements PostgresDataSource.Password {

  /// Token scope of all Azure databases for open-source engines.
  private static final String SCOPE = "https://ossrdbms-aad.database.windows.net/.default";

  private final TokenCredential credential;

  /// Gets tokens from a credential.
  public EntraPassword(TokenCredential credential) {
    this.credential = credential;
  }

  /// Uses the default credential chain of the Azure SDK: workload identity, managed identity, `az
  /// login`.
  public static EntraPassword signedIn() {
    return new EntraPassword(
        new DefaultAzureCredentialBuilder().httpClient(new JdkHttpClientBuilder().build()).build());
  }

  @Override
  public String get() throws IOException {
    try {
      AccessToken token = credential.getTokenSync(new TokenRequestContext().addScopes(SCOPE));
      return token.getToken();
    } catch (RuntimeException failed) {
      throw new IOException("cannot get a token for the database from Microsoft Entra ID", failed);
    }
  }
}
