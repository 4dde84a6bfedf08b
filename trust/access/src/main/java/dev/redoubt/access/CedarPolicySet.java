package dev.redoubt.access;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.exception.AuthException;
import com.cedarpolicy.model.exception.CacheException;
import com.cedarpolicy.model.exception.InternalException;
import com.cedarpolicy.model.policy.Policy;
import com.cedarpolicy.model.policy.PolicySet;
import com.cedarpolicy.model.schema.Schema;
import com.cedarpolicy.model.schema.Schema.JsonOrCedar;
import dev.redoubt.ledger.format.Sha256Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The active Cedar policies, parsed and validated together against the schema.
public final class CedarPolicySet {

  private static final String SUFFIX = ".cedar";

  private final Map<String, CedarPolicy> policies;
  private final PolicySet compiled;

  private CedarPolicySet(Map<String, CedarPolicy> policies, PolicySet compiled) {
    this.policies = Map.copyOf(policies);
    this.compiled = compiled;
  }

  /// Returns the built-in policies.
  ///
  /// @throws CedarPolicyException if they do not match the schema
  public static CedarPolicySet builtIn() throws CedarPolicyException {
    Map<String, String> texts = new LinkedHashMap<>();
    for (String id : resource("rules/index").lines().toList()) {
      texts.put(id, resource("rules/" + id + SUFFIX));
    }
    return of(texts);
  }

  /// Reads the policies of a folder, one in each file with the suffix `.cedar`.
  ///
  /// @throws IOException if the folder or a file cannot be read
  /// @throws CedarPolicyException if there is no policy, or they do not match the schema
  public static CedarPolicySet in(Path folder) throws IOException, CedarPolicyException {
    Map<String, String> texts = new LinkedHashMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(SUFFIX)).sorted().toList()) {
        String name = file.getFileName().toString();
        texts.put(name.substring(0, name.length() - SUFFIX.length()), Files.readString(file));
      }
    }
    if (texts.isEmpty()) {
      throw new CedarPolicyException(
          "`" + folder + "` contains no file that ends in `" + SUFFIX + "`");
    }
    return of(texts);
  }

  /// Parses and validates policies.
  ///
  /// @param texts source text by policy id
  /// @throws CedarPolicyException naming each policy that cannot be parsed or does not match the
  ///   schema
  public static CedarPolicySet of(Map<String, String> texts) throws CedarPolicyException {
    Map<String, CedarPolicy> policies = new LinkedHashMap<>();
    Set<Policy> parsed = new HashSet<>();
    for (Map.Entry<String, String> each : texts.entrySet()) {
      Policy policy = new Policy(each.getValue(), each.getKey());
      policies.put(each.getKey(), read(policy));
      parsed.add(policy);
    }
    PolicySet set = new PolicySet(parsed);
    validate(set);
    try {
      set.cache();
    } catch (CacheException failed) {
      throw new CedarPolicyException("the access rules cannot be loaded: " + failed.getMessage());
    }
    return new CedarPolicySet(policies, set);
  }

  private static CedarPolicy read(Policy policy) throws CedarPolicyException {
    try {
      Optional<String> stepUp = Optional.ofNullable(policy.getAnnotations().get("stepUp"));
      return new CedarPolicy(
          policy.getID(), sentence(policy.getSource()), stepUp, policy.getSource());
    } catch (InternalException errors) {
      throw new CedarPolicyException(
          "the access rule `" + policy.getID() + "` cannot be read: " + errors.getMessage());
    }
  }

  private static String sentence(String text) {
    return text.lines()
        .takeWhile(line -> line.startsWith("//"))
        .map(line -> line.substring(2).strip())
        .collect(Collectors.joining(" "));
  }

  private static void validate(PolicySet set) throws CedarPolicyException {
    try {
      Schema schema = Schema.parse(JsonOrCedar.Cedar, resource("schema.cedarschema"));
      ValidationResponse response =
          new BasicAuthorizationEngine().validate(new ValidationRequest(schema, set));
      if (!response.validationPassed()) {
        throw new CedarPolicyException(
            "the access rules do not match the Cedar schema: " + response);
      }
    } catch (AuthException errors) {
      throw new CedarPolicyException(
          "the access rules cannot be validated: " + errors.getMessage());
    }
  }

  private static String resource(String name) {
    try (InputStream in = CedarPolicySet.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Returns all policies, ordered by id.
  public List<CedarPolicy> all() {
    return policies.values().stream().sorted((a, b) -> a.id().compareTo(b.id())).toList();
  }

  /// Returns the SHA-256 over the ids and texts of all policies, as 64 hexadecimal digits.
  public String digest() {
    StringBuilder all = new StringBuilder();
    for (CedarPolicy each : all()) {
      all.append(each.id()).append('\0').append(each.text()).append('\0');
    }
    return Sha256Digest.sha256(all.toString().getBytes(StandardCharsets.UTF_8)).hex();
  }

  CedarPolicy policy(String id) {
    return Objects.requireNonNull(policies.get(id), id);
  }

  PolicySet policies() {
    return compiled;
  }
}
