package dev.redoubt.ledger.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchQueueTest {

  private final BatchQueue<Integer> intake = new BatchQueue<>();

  private void put(int from, int to) throws Exception {
    for (int i = from; i < to; i++) {
      assertThat(intake.put(i)).isTrue();
    }
  }

  /// Starts it in a thread of its own, which has begun when this returns.
  private static <T> CompletableFuture<T> start(java.util.concurrent.Callable<T> what)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(
            () -> {
              begun.countDown();
              try {
                done.complete(what.call());
              } catch (Exception e) {
                done.completeExceptionally(e);
              }
            });
    begun.await();
    return done;
  }

  @Test
  void givesWhatWasHandedInInItsOrder_aThousandTwentyFourAtATime() throws Exception {
    put(0, 2100);
    List<Integer> taken = new ArrayList<>();
    for (int size : new int[] {1024, 1024, 52}) {
      List<Integer> batch = intake.take();
      assertThat(batch).hasSize(size);
      taken.addAll(batch);
    }
    assertThat(taken).isEqualTo(IntStream.range(0, 2100).boxed().toList());
  }

  @Test
  void givesWhatWasHandedInBeforeItWasClosed_andThenNothing() throws Exception {
    put(0, 3);
    intake.close();
    assertThat(intake.put(4)).isFalse();
    assertThat(intake.take()).containsExactly(0, 1, 2);
    assertThat(intake.take()).isEmpty();
    assertThat(intake.take()).isEmpty();
  }

  @Test
  void wakesTheOneThatWaitsForSomething() throws Exception {
    CompletableFuture<List<Integer>> taken = start(intake::take);
    put(7, 8);
    assertThat(taken.get()).containsExactly(7);
  }

  @Test
  void wakesTheOneThatWaitsWhenItIsClosed() throws Exception {
    CompletableFuture<List<Integer>> taken = start(intake::take);
    intake.close();
    assertThat(taken.get()).isEmpty();
  }

  @Test
  void takesFourThousandNinetySixAndLetsOthersWaitForRoom() throws Exception {
    put(0, 4096);
    CompletableFuture<Boolean> late = start(() -> intake.put(4096));
    assertThat(late).isNotDone();
    assertThat(intake.take()).hasSize(1024);
    assertThat(late.get()).isTrue();
    assertThat(intake.take()).hasSize(1024);
  }

  @Test
  void refusesTheOneThatWaitsForRoomWhenItIsClosed() throws Exception {
    put(0, 4096);
    CompletableFuture<Boolean> late = start(() -> intake.put(4096));
    intake.close();
    assertThat(late.get()).isFalse();
  }
}
