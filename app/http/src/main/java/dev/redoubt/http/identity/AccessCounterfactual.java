package dev.redoubt.http.identity;

import dev.redoubt.access.Action;
import dev.redoubt.access.AuthorizationContext;
import dev.redoubt.access.AuthorizationResource;
import dev.redoubt.access.CedarPolicy;
import dev.redoubt.access.Persona;
import dev.redoubt.access.Principal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// A single change to an access question that may change the decision, for example another persona.
///
/// @param words describes the change
/// @param apply returns the question with the change
record AccessCounterfactual(String words, UnaryOperator<AccessQuestion> apply) {

  /// Returns all changes that differ from the question as it is.
  static List<AccessCounterfactual> of(AccessQuestion question, Collection<CedarPolicy> rules) {
    List<AccessCounterfactual> changes = new ArrayList<>();
    project(question, changes);
    personas(question, changes);
    contexts(question, rules, changes);
    if (question.action() == Action.READ_MODEL && question.resource().releasedTo().isEmpty()) {
      changes.add(
          new AccessCounterfactual(
              "the version is released",
              each ->
                  new AccessQuestion(
                      each.who(),
                      each.action(),
                      each.resource().releasedTo(Set.of(each.resource().label().environment())),
                      each.how())));
    }
    if (question.who().demo()) {
      changes.add(
          new AccessCounterfactual(
              "the token comes from a configured issuer instead of the local issuer",
              each -> with(each, each.who().personas(), each.who().projects(), false)));
    }
    return changes;
  }

  private static void project(AccessQuestion question, List<AccessCounterfactual> changes) {
    String project = question.resource().label().project();
    if (question.resource().kind() != AuthorizationResource.Kind.REGISTRY
        && !question.who().projects().contains(project)) {
      changes.add(
          new AccessCounterfactual(
              "the principal is a member of the project `" + project + "`",
              each ->
                  with(
                      each,
                      each.who().personas(),
                      plus(each.who().projects(), project),
                      each.who().demo())));
    }
  }

  private static void personas(AccessQuestion question, List<AccessCounterfactual> changes) {
    for (Persona persona : Persona.values()) {
      boolean has = question.who().personas().contains(persona);
      changes.add(
          new AccessCounterfactual(
              "the principal "
                  + (has ? "does not have" : "has")
                  + " the persona `"
                  + persona.id()
                  + "`",
              each -> {
                Set<Persona> personas = new HashSet<>(each.who().personas());
                boolean changed = has ? personas.remove(persona) : personas.add(persona);
                return changed
                    ? with(each, personas, each.who().projects(), each.who().demo())
                    : each;
              }));
    }
  }

  private static void contexts(
      AccessQuestion question, Collection<CedarPolicy> rules, List<AccessCounterfactual> changes) {
    AuthorizationContext how = question.how();
    rules.stream()
        .flatMap(each -> each.stepUp().stream())
        .distinct()
        .filter(context -> !how.contexts().contains(context))
        .sorted()
        .forEach(
            context ->
                changes.add(
                    new AccessCounterfactual(
                        "the principal signs in again with the authentication context `"
                            + context
                            + "`",
                        each ->
                            in(
                                each,
                                plus(each.how().contexts(), context),
                                each.how().compliantDevice(),
                                each.how().network()))));
    if (!how.compliantDevice()) {
      changes.add(
          new AccessCounterfactual(
              "the device is compliant",
              each -> in(each, each.how().contexts(), true, each.how().network())));
    }
    if (how.network().isEmpty()) {
      changes.add(
          new AccessCounterfactual(
              "the request comes from a network that the configuration names",
              each -> in(each, each.how().contexts(), each.how().compliantDevice(), "known")));
    }
  }

  private static <T> Set<T> plus(Set<T> set, T more) {
    Set<T> all = new HashSet<>(set);
    all.add(more);
    return all;
  }

  private static AccessQuestion with(
      AccessQuestion question, Set<Persona> personas, Set<String> projects, boolean demo) {
    Principal who = question.who();
    Principal other = new Principal(who.kind(), who.id(), who.name(), personas, projects, demo);
    return new AccessQuestion(other, question.action(), question.resource(), question.how());
  }

  private static AccessQuestion in(
      AccessQuestion question, Set<String> contexts, boolean compliant, String network) {
    AuthorizationContext how =
        new AuthorizationContext(contexts, question.how().methods(), compliant, network);
    return new AccessQuestion(question.who(), question.action(), question.resource(), how);
  }
}
