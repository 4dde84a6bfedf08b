package dev.redoubt.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.access.Persona;
import dev.redoubt.testing.WaitUntil;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a server at random moments while clients write, and checks that no acknowledged write is
/// lost.
///
/// A few rounds in every build; `-Dredoubt.tests=crash -Dtest=KilledServerTest -Dredoubt.rounds=50`
/// for more.
class KilledServerTest {

  private static final int WRITERS = 8;

  @TempDir private Path folder = Path.of("");

  private final Random random = new Random();

  /// What a server said that it had done.
  private sealed interface Acknowledged {
    record Run(TestMlflowClient.Run run) implements Acknowledged {}

    record Metric(TestMlflowClient.Run run, String key) implements Acknowledged {}

    record File(TestMlflowClient.Run run, String path, String text) implements Acknowledged {}

    record Version(String model, String number, String path, String text) implements Acknowledged {}
  }

  @Test
  void killedServerLosesNoAcknowledgedWrite() throws Exception {
    kill(3);
  }

  @Test
  @Tag("crash")
  void repeatedlyKilledServerLosesNoAcknowledgedWrite() throws Exception {
    kill(Integer.getInteger("redoubt.rounds", 25));
  }

  private void kill(int rounds) throws Exception {
    long all = 0;
    for (int round = 0; round < rounds; round++) {
      Queue<Acknowledged> acknowledged = new ConcurrentLinkedQueue<>();
      try (ServerProcess server = ServerProcess.start(folder.resolve("data"), "-Xmx256m")) {
        List<Thread> writers = writers(server.address(), round, acknowledged);
        int enough = 20 + random.nextInt(200);
        // The writers are at different places of their work whenever the number is reached.
        WaitUntil.until(enough + " writes", () -> acknowledged.size() >= enough);
        server.kill();
        for (Thread each : writers) {
          each.join();
        }
      }
      assertThat(acknowledged).hasSizeGreaterThan(10);
      all += acknowledged.size();
      check(acknowledged);
    }
    System.out.printf("killed %d times; %d acknowledged writes, all there%n", rounds, all);
  }

  private List<Thread> writers(URI address, int round, Queue<Acknowledged> acknowledged)
      throws IOException {
    String token = TestMlflowClient.token(folder.resolve("data"), "ada", Persona.DATA_SCIENTIST);
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      String name = "r" + round + "w" + i;
      writers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try (TestMlflowClient client = new TestMlflowClient(address, token)) {
                      write(client, name, acknowledged);
                    } catch (IOException killed) {
                      // What was not answered may be there or not.
                      return;
                    }
                  }));
    }
    return writers;
  }

  private static void write(TestMlflowClient client, String name, Queue<Acknowledged> acknowledged)
      throws IOException {
    String experiment = client.experiment(name);
    client.model(name);
    for (int i = 0; ; i++) {
      TestMlflowClient.Run run = client.run(experiment);
      acknowledged.add(new Acknowledged.Run(run));
      for (int step = 0; step < 5; step++) {
        client.metric(run, "loss", step, step);
        acknowledged.add(new Acknowledged.Metric(run, "loss"));
      }
      String text = (name + "/" + i + " ").repeat(500);
      client.put(run, "m/weights.bin", text.getBytes(StandardCharsets.UTF_8));
      acknowledged.add(new Acknowledged.File(run, "m/weights.bin", text));
      String version = client.version(name, run, "m");
      acknowledged.add(new Acknowledged.Version(name, version, "weights.bin", text));
    }
  }

  private void check(Queue<Acknowledged> acknowledged) throws Exception {
    Path data = folder.resolve("data");
    try (ServerProcess server = ServerProcess.start(data, "-Xmx256m");
        TestMlflowClient client =
            new TestMlflowClient(
                server.address(), TestMlflowClient.token(data, "ada", Persona.DATA_SCIENTIST))) {
      Map<TestMlflowClient.Run, Integer> metrics = new HashMap<>();
      for (Acknowledged each : acknowledged) {
        switch (each) {
          case Acknowledged.Run(TestMlflowClient.Run run) ->
              assertThat(client.hasRun(run.id())).as(each.toString()).isTrue();
          case Acknowledged.Metric(TestMlflowClient.Run run, _) ->
              metrics.merge(run, 1, Integer::sum);
          case Acknowledged.File(TestMlflowClient.Run run, String path, String text) ->
              assertThat(client.file(run, path)).asString().isEqualTo(text);
          case Acknowledged.Version(String model, String number, String path, String text) ->
              assertThat(client.file(model, number, path)).asString().isEqualTo(text);
        }
      }
      LedgerAssertions ledger = new LedgerAssertions(data.resolve("ledger"));
      // After all were read: reading is an event as well, and the ledger takes some twice a second.
      for (Acknowledged each : acknowledged) {
        if (each instanceof Acknowledged.Version(String model, String number, _, _)) {
          ledger.proves(client, model, number);
        }
      }
      for (Map.Entry<TestMlflowClient.Run, Integer> each : metrics.entrySet()) {
        assertThat(client.history(each.getKey(), "loss")).isGreaterThanOrEqualTo(each.getValue());
      }
      server.kill();
      assertThat(ledger.isWhole()).isPositive();
    }
  }
}
