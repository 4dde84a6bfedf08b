package dev.redoubt.server.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.server.TestServer.Reply;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerInfoRoutesTest {

  @Test
  void healthEndpointIsPublic(@TempDir Path folder) {
    try (MlflowProtocolFixture protocol = MlflowProtocolFixture.start(folder)) {
      assertThat(protocol.server.get("", "/health").body()).isEqualTo("OK");
      assertThat(protocol.server.get("", "/version").body()).matches("\\d+\\.\\d+\\.\\d+");
    }
  }

  @Test
  void reportsSupportedAndUnsupportedFeatures(@TempDir Path folder) {
    try (MlflowProtocolFixture protocol = MlflowProtocolFixture.start(folder)) {
      Reply info = protocol.server.get(MlflowProtocolFixture.ALICE, "/api/3.0/mlflow/server-info");
      assertThat(info.json().get("workspaces_enabled").booleanValue()).isFalse();
      assertThat(info.json().get("multipart_uploads_enabled").booleanValue()).isTrue();
      assertThat(info.json().get("multipart_downloads_enabled").booleanValue()).isFalse();
      for (String path :
          new String[] {
            "/v1/traces",
            "/api/3.0/mlflow/traces",
            "/ajax-api/3.0/mlflow/traces/search",
            "/api/2.0/mlflow/traces",
            "/api/3.0/mlflow/scorers/register",
            "/api/2.0/mlflow/webhooks"
          }) {
        Reply reply = protocol.server.post(MlflowProtocolFixture.ALICE, path, "{}");
        assertThat(reply.status()).as(path).isEqualTo(501);
        assertThat(reply.error()).isEqualTo("NOT_IMPLEMENTED");
      }
      Reply nowhere =
          protocol.server.post(MlflowProtocolFixture.ALICE, "/api/2.0/mlflow/nothing", "{}");
      assertThat(nowhere.status()).isEqualTo(404);
      assertThat(nowhere.error()).isEqualTo("ENDPOINT_NOT_FOUND");
    }
  }

  @Test
  void rejectsMalformedQuery(@TempDir Path folder) {
    try (MlflowProtocolFixture protocol = MlflowProtocolFixture.start(folder)) {
      for (String query : new String[] {"run_ids=1&".repeat(2_000), "metric_key=a&run_ids=%80"}) {
        Reply reply =
            protocol.get(MlflowProtocolFixture.ALICE, "metrics/get-history-bulk-interval?" + query);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.error()).isEqualTo("INVALID_PARAMETER_VALUE");
      }
    }
  }
}
