package dev.redoubt.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.TokenCredential;
import dev.redoubt.store.azure.EntraPassword;
import dev.redoubt.store.testing.PostgresServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class PostgresDataSourceTest {

  @TempDir private Path folder = Path.of("");

  private String url = "";

  @BeforeEach
  void findServer() throws SQLException {
    DataSource source = PostgresServer.database(folder, StoreTables.MIGRATIONS);
    PostgresDatabase.open(source, 1, StoreTables.MIGRATIONS).close();
    try (Connection connection = source.getConnection()) {
      url = connection.getMetaData().getURL().replaceFirst("\\?.*", "");
    }
  }

  private Connection connect(PostgresDataSource.Password password) throws SQLException {
    return new PostgresDataSource(url, "postgres", password, null).getConnection();
  }

  @Test
  void readsPasswordForEachConnection() throws SQLException {
    List<String> asked = new ArrayList<>();
    PostgresDataSource login =
        new PostgresDataSource(
            url,
            "postgres",
            () -> {
              asked.add("once");
              return "postgres";
            },
            null);
    for (int i = 0; i < 2; i++) {
      try (Connection connection = login.getConnection();
          Statement statement = connection.createStatement()) {
        assertThat(statement.execute("SELECT 1")).isTrue();
      }
    }
    assertThat(asked).hasSize(2);
  }

  @Test
  void reportsWhyPasswordIsNotAvailable() {
    PostgresDataSource.Password none =
        () -> {
          throw new IOException("the password file does not exist");
        };
    assertThatThrownBy(() -> connect(none))
        .isInstanceOf(SQLException.class)
        .hasMessage("cannot get the database password: the password file does not exist");
  }

  @Test
  void usesEntraTokenAsPassword() throws SQLException {
    List<List<String>> scopes = new ArrayList<>();
    TokenCredential credential =
        request -> {
          scopes.add(request.getScopes());
          return Mono.just(
              new AccessToken("postgres", OffsetDateTime.now(ZoneOffset.UTC).plusHours(1)));
        };
    try (Connection connection = connect(new EntraPassword(credential))) {
      assertThat(connection.isValid(5)).isTrue();
    }
    assertThat(scopes)
        .containsExactly(List.of("https://ossrdbms-aad.database.windows.net/.default"));
  }

  @Test
  void requiresTlsForOtherHosts() {
    // In upper case the host is not recognized as this machine, so TLS is required; the server here
    // has no certificate.
    String other = url.replace("localhost", "LOCALHOST");
    assertThat(other).contains("LOCALHOST");
    assertThatThrownBy(
            () -> new PostgresDataSource(other, "postgres", () -> "postgres", null).getConnection())
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("SSL");
  }
}
