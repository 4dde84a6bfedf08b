package dev.redoubt.server.gate;

import dev.redoubt.access.Authorizer;
import dev.redoubt.gate.ReleaseRights;
import dev.redoubt.http.route.CallerPermissions;
import java.util.function.Supplier;

/// Decides who may release, by the access rules and the request of the caller.
public final class RequestReleaseRights {

  private RequestReleaseRights() {}

  /// Uses the access rules in effect at the time of each decision.
  public static ReleaseRights callers(Supplier<Authorizer> access) {
    return (label, move, caller) ->
        ReleaseRights.by(
                access.get(),
                each ->
                    CallerPermissions.of(each)
                        .map(
                            rights ->
                                new ReleaseRights.AuthenticatedCaller(
                                    rights.principal(), rights.context())))
            .check(label, move, caller);
  }
}
