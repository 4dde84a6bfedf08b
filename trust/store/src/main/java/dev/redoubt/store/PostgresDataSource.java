package dev.redoubt.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.AbstractDataSource;

/// Opens connections to PostgreSQL. The password is read again for each connection, so that a
/// changed password or a renewed token needs no restart. Every connection uses TLS and verifies the
/// server's name, except to a server on this machine.
public final class PostgresDataSource extends AbstractDataSource {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// Connection timeout in seconds. A client that waits for a response waits for this, too.
  private static final String TIMEOUT_SECONDS = "10";

  private final String url;
  private final Properties properties = new Properties();
  private final Password password;

  /// Supplies the password of the database user.
  @FunctionalInterface
  public interface Password {
    /// Returns the current password.
    ///
    /// @throws IOException if the password is not available; the message is for the operator
    String get() throws IOException;
  }

  /// Creates a data source for one user.
  ///
  /// @param url `jdbc:postgresql://HOST[:PORT]/DATABASE`
  /// @param authorities trusted CA certificates in PEM; null for those that the JDK trusts
  public PostgresDataSource(
      String url, String user, Password password, @Nullable Path authorities) {
    this.url = url;
    this.password = password;
    properties.setProperty("user", user);
    properties.setProperty("ApplicationName", "redoubt");
    properties.setProperty("connectTimeout", TIMEOUT_SECONDS);
    properties.setProperty("loginTimeout", TIMEOUT_SECONDS);
    if (!isLoopback(url)) {
      properties.setProperty("sslmode", "verify-full");
      if (authorities == null) {
        properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
      } else {
        properties.setProperty("sslrootcert", authorities.toString());
      }
    }
  }

  private static boolean isLoopback(String url) {
    String rest = url.replaceFirst("^jdbc:postgresql://", "");
    return LOOPBACK.contains(rest.replaceFirst("(:[0-9]+)?/.*$", ""));
  }

  @Override
  public Connection getConnection() throws SQLException {
    Properties all = new Properties();
    all.putAll(properties);
    try {
      all.setProperty("password", password.get());
    } catch (IOException failed) {
      throw new SQLException("cannot get the database password: " + failed.getMessage(), failed);
    }
    return DriverManager.getConnection(url, all);
  }

  /// Not supported: the data source connects as its configured user only.
  @Override
  public Connection getConnection(String user, String other) throws SQLException {
    throw new SQLException("this data source connects as the configured user only");
  }
}
