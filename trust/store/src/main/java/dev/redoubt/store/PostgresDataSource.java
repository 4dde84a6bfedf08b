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

/// Logs in to PostgreSQL. The password is asked for with each connection, so that one that is
/// changed, or a token that ends, needs no new start. Only a server on this machine is reached
/// without TLS; any other has to prove its name.
public final class PostgresDataSource extends AbstractDataSource {

  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  /// In seconds. Somebody who waits for an answer waits for this as well.
  private static final String PATIENCE = "10";

  private final String url;
  private final Properties properties = new Properties();
  private final Password password;

  /// Where the password comes from.
  @FunctionalInterface
  public interface Password {
    /// The password as it is just now.
    ///
    /// @throws IOException if it cannot be had; the message is for the operator
    String get() throws IOException;
  }

  /// A login.
  ///
  /// @param url `jdbc:postgresql://HOST[:PORT]/DATABASE`
  /// @param authorities in PEM; null for those that the JDK trusts
  public PostgresDataSource(
      String url, String user, Password password, @Nullable Path authorities) {
    this.url = url;
    this.password = password;
    properties.setProperty("user", user);
    properties.setProperty("ApplicationName", "redoubt");
    properties.setProperty("connectTimeout", PATIENCE);
    properties.setProperty("loginTimeout", PATIENCE);
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
      throw new SQLException("no password: " + failed.getMessage(), failed);
    }
    return DriverManager.getConnection(url, all);
  }

  /// Not for others than the user of this login.
  @Override
  public Connection getConnection(String user, String other) throws SQLException {
    throw new SQLException("this login is for one user");
  }
}
