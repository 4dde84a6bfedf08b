package dev.redoubt.http.limits;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.testing.WaitUntil;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

  @Test
  void rejectsRequestAfterQueueTimeout() {
    ConcurrencyLimit turnstile = new ConcurrencyLimit(2, 10, Duration.ofMillis(20));
    assertThat(turnstile.enter(2)).isEqualTo(2);
    assertThat(turnstile.enter(1)).isZero();
    turnstile.leave(2);
    assertThat(turnstile.enter(1)).isEqualTo(1);
  }

  @Test
  void limitsRequestToAllPlaces() {
    ConcurrencyLimit turnstile = new ConcurrencyLimit(2, 10, Duration.ofMillis(20));
    assertThat(turnstile.enter(100)).isEqualTo(2);
    assertThat(turnstile.taken()).isEqualTo(2);
  }

  @Test
  void admitsWaitingRequestAndRejectsBeyondQueue() throws Exception {
    ConcurrencyLimit turnstile = new ConcurrencyLimit(1, 3, Duration.ofSeconds(30));
    assertThat(turnstile.enter(1)).isEqualTo(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        all.add(threads.submit(() -> turnstile.enter(1)));
      }
      WaitUntil.until(
          "seven that are refused",
          () -> all.stream().filter(each -> each.isDone() && taken(each) == 0).count() == 7);
      int entered = 0;
      for (int i = 0; i < 3; i++) {
        turnstile.leave(1);
        entered++;
        WaitUntil.until("the next one", () -> turnstile.taken() > 0);
      }
      turnstile.leave(1);
      assertThat(entered).isEqualTo(3);
      assertThat(all.stream().filter(each -> taken(each) == 1).count()).isEqualTo(3);
    }
  }

  private static int taken(Future<Integer> future) {
    try {
      return future.get();
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
