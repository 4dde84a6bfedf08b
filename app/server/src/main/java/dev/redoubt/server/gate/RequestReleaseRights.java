package dev.redoubt.server.gate;

import dev.redoubt.access.Authorizer;
import dev.redoubt.gate.ReleaseRights;
import dev.redoubt.http.route.CallerPermissions;
import java.util.function.Supplier;

/// Who may release, by the rules and by who sent the request that a caller came with.
public final class RequestReleaseRights {

  private RequestReleaseRights() {}

  /// By the rules as they are at each question.
  public static ReleaseRights callers(Supplier<Authorizer> access) {
    return (label, move, caller) ->
        ReleaseRights.by(
                access.get(),
                each ->
                    CallerPermissions.of(each)
                        .map(rights -> new ReleaseRights.Signed(rights.who(), rights.how())))
            .ask(label, move, caller);
  }
}
