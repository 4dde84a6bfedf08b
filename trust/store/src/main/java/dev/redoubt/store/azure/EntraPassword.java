package dev.redoubt.store.azure;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import com.azure.core.credential.TokenRequestContext;
import com.azure.core.http.jdk.httpclient.JdkHttpClientBuilder;
import com.azure.identity.DefaultAzureCredentialBuilder;
import dev.redoubt.store.PostgresDataSource;
import java.io.IOException;

/// A token of Entra ID as the password of Azure Database for PostgreSQL. The SDK keeps it as long
/// as it counts.
public final class EntraPassword implements PostgresDataSource.Password {

  /// What the token is for, in all of Azure's databases of this kind.
  private static final String SCOPE = "https://ossrdbms-aad.database.windows.net/.default";

  private final TokenCredential credential;

  /// Tokens of a credential.
  public EntraPassword(TokenCredential credential) {
    this.credential = credential;
  }

  /// Signed in as the Azure SDK finds it: workload identity, managed identity, `az login`.
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
      throw new IOException("Entra ID gives no token for the database", failed);
    }
  }
}
