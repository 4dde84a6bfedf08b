package dev.redoubt.server.gate;

import dev.redoubt.access.Access;
import dev.redoubt.gate.ReleaseRights;
import dev.redoubt.http.route.Rights;
import java.util.function.Supplier;

/// Who may release, by the rules and by who sent the request that a caller came with.
public final class ReleaseRightsOf {

  private ReleaseRightsOf() {}

  /// By the rules as they are at each question.
  public static ReleaseRights callers(Supplier<Access> access) {
    return (label, move, caller) ->
        ReleaseRights.by(
                access.get(),
                each ->
                    Rights.of(each)
                        .map(rights -> new ReleaseRights.Signed(rights.who(), rights.how())))
            .ask(label, move, caller);
  }
}
