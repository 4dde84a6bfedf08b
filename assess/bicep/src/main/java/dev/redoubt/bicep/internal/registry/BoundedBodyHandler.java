package dev.redoubt.bicep.internal.registry;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/// Receives a response body up to a limit, and cancels the rest.
final class BoundedBodyHandler implements BodySubscriber<BoundedBodyHandler.Body> {

  private final long limit;
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final CompletableFuture<Body> result = new CompletableFuture<>();
  private @Nullable Subscription subscription;

  /// @param limit the maximum number of bytes
  BoundedBodyHandler(long limit) {
    this.limit = limit;
  }

  @Override
  public CompletionStage<Body> getBody() {
    return result;
  }

  @Override
  public void onSubscribe(Subscription given) {
    subscription = given;
    given.request(Long.MAX_VALUE);
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    for (ByteBuffer buffer : buffers) {
      int room = (int) Math.min(buffer.remaining(), limit - taken.size());
      boolean tooLong = room < buffer.remaining();
      byte[] part = new byte[room];
      buffer.get(part);
      taken.write(part, 0, room);
      if (tooLong) {
        if (subscription != null) {
          subscription.cancel();
        }
        result.complete(new Body(taken.toByteArray(), true));
        return;
      }
    }
  }

  @Override
  public void onError(Throwable error) {
    result.completeExceptionally(error);
  }

  @Override
  public void onComplete() {
    result.complete(new Body(taken.toByteArray(), false));
  }

  /// The received bytes.
  static final class Body {

    private final byte[] bytes;
    private final boolean cut;

    private Body(byte[] bytes, boolean cut) {
      this.bytes = bytes;
      this.cut = cut;
    }

    byte[] bytes() {
      return bytes;
    }

    /// Whether the body exceeded the limit.
    boolean isCut() {
      return cut;
    }
  }
}
