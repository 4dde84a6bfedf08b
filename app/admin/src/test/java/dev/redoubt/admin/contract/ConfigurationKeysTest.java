package dev.redoubt.admin.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.GoldenFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Checks the keys of the server configuration and of gate policies, and their allowed values. The
/// error message for an unknown key lists all keys of the section.
class ConfigurationKeysTest {

  private static final String SERVER =
      """
      zzzzzzzz: 1
      listen:
        zzzzzzzz: 1
        port: many
      tls:
        zzzzzzzz: 1
        clients:
          zzzzzzzz: 1
          certificate: zzzzzzzz
      storage:
        zzzzzzzz: 1
        database:
          zzzzzzzz: 1
          postgresql:
            zzzzzzzz: 1
            entra-token: zzzzzzzz
        artifacts:
          zzzzzzzz: 1
          azure-blob:
            zzzzzzzz: 1
      keys:
        zzzzzzzz: 1
        place: zzzzzzzz
      issuers:
        - zzzzzzzz: 1
          algorithms: zzzzzzzz
          compliant-device:
            claim:
              zzzzzzzz: 1
          mappings:
            - zzzzzzzz: 1
              kind: zzzzzzzz
              personas: zzzzzzzz
              when:
                claim:
                  zzzzzzzz: 1
        - preset: zzzzzzzz
        - preset: entra-id
          tenant: zzzzzzzz
          version: 3
        - preset: managed-identity
          zzzzzzzz: 1
        - preset: github-actions
          zzzzzzzz: 1
        - preset: kubernetes
          zzzzzzzz: 1
      transmitters:
        - zzzzzzzz: 1
      networks:
        zzzzzzzz: 1
      limits:
        zzzzzzzz: 1
        request-megabytes: 0
        file-megabytes: 0
        requests-at-once: 0
        files-at-once: 0
        waiting: 0
        longest-wait-seconds: 0
        connections: 0
        requests-a-second-of-one-principal: 0
        requests-a-second-of-one-address: 0
        shutdown-notice-seconds: many
      """;

  private static final String GATES =
      """
      zzzzzzzz: 1
      version: 2
      environments:
        production:
          zzzzzzzz: 1
          aliases: [prod]
          stages: [zzzzzzzz]
          scan:
            zzzzzzzz: 1
            worst: zzzzzzzz
            maxAge: zzzzzzzz
          signature:
            zzzzzzzz: 1
            by: [zzzzzzzz]
          attestations:
            - zzzzzzzz: 1
              by: [zzzzzzzz]
          metrics:
            - zzzzzzzz: 1
          approvals:
            zzzzzzzz: 1
            count: 0
            notAuthor: zzzzzzzz
          allowDemo: zzzzzzzz
      overrides:
        - zzzzzzzz: 1
          projects: [a]
          environments:
            production:
              zzzzzzzz: 1
      """;

  @TempDir private Path folder = Path.of("");

  private String said(String name, String text) throws IOException {
    Path server = Files.writeString(folder.resolve(name), text);
    CommandRun run =
        CommandRun.of(
            "serve", "-d", folder.resolve("data").toString(), "--config", server.toString());
    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    return run.err().replace(folder.toRealPath().toString(), "").replace(folder.toString(), "");
  }

  @Test
  void serverConfigurationKeysAreUnchanged() throws IOException {
    GoldenFile.check("configuration-server.txt", said("server.yaml", SERVER));
  }

  @Test
  void gatePolicyKeysAreUnchanged() throws IOException {
    Files.writeString(folder.resolve("gates.yaml"), GATES);
    GoldenFile.check("configuration-gates.txt", said("server.yaml", "gates: gates.yaml\n"));
  }
}
