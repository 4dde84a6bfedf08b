package dev.redoubt.signing.attestation;

import static dev.redoubt.signing.attestation.DescriptorJson.put;

import dev.redoubt.signing.attestation.SlsaProvenance.BuildDefinition;
import dev.redoubt.signing.attestation.SlsaProvenance.BuildMetadata;
import dev.redoubt.signing.attestation.SlsaProvenance.RunDetails;
import dev.redoubt.signing.internal.StrictJsonObject;
import dev.redoubt.signing.refusal.RefusedException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads and writes SLSA provenance in JSON.
final class SlsaProvenanceJson {

  private SlsaProvenanceJson() {}

  static SlsaProvenance read(JsonNode json) throws RefusedException {
    StrictJsonObject fields =
        StrictJsonObject.of(json, "predicate", Set.of("buildDefinition", "runDetails"));
    return new SlsaProvenance(
        definition(fields.node("buildDefinition")), run(fields.node("runDetails")));
  }

  private static BuildDefinition definition(@Nullable JsonNode node) throws RefusedException {
    StrictJsonObject fields =
        StrictJsonObject.of(
            node,
            "predicate.buildDefinition",
            Set.of(
                "buildType", "externalParameters", "internalParameters", "resolvedDependencies"));
    JsonText external = DescriptorJson.object(fields, "externalParameters");
    if (external == null) {
      throw new RefusedException("`" + fields.at("externalParameters") + "` is missing");
    }
    return new BuildDefinition(
        fields.text("buildType"),
        external,
        DescriptorJson.object(fields, "internalParameters"),
        DescriptorJson.list(fields, "resolvedDependencies"));
  }

  private static RunDetails run(@Nullable JsonNode node) throws RefusedException {
    String where = "predicate.runDetails";
    StrictJsonObject fields =
        StrictJsonObject.of(node, where, Set.of("builder", "metadata", "byproducts"));
    StrictJsonObject builder =
        StrictJsonObject.of(
            fields.node("builder"),
            where + ".builder",
            Set.of("id", "version", "builderDependencies"));
    return new RunDetails(
        new SlsaProvenance.Builder(
            builder.text("id"),
            builder.map("version"),
            DescriptorJson.list(builder, "builderDependencies")),
        metadata(fields.node("metadata"), where + ".metadata"),
        DescriptorJson.list(fields, "byproducts"));
  }

  private static @Nullable BuildMetadata metadata(@Nullable JsonNode node, String where)
      throws RefusedException {
    if (node == null) {
      return null;
    }
    StrictJsonObject fields =
        StrictJsonObject.of(node, where, Set.of("invocationId", "startedOn", "finishedOn"));
    BuildMetadata metadata =
        new BuildMetadata(
            fields.optionalText("invocationId"),
            fields.optionalTime("startedOn"),
            fields.optionalTime("finishedOn"));
    if (metadata.startedOn() != null
        && metadata.finishedOn() != null
        && metadata.finishedOn().isBefore(metadata.startedOn())) {
      throw new RefusedException("`" + where + "` ends before it starts");
    }
    return metadata;
  }

  static void write(SlsaProvenance provenance, ObjectNode out) {
    BuildDefinition definition = provenance.buildDefinition();
    ObjectNode build = out.putObject("buildDefinition");
    build.put("buildType", definition.buildType());
    put(build, "externalParameters", definition.externalParameters());
    put(build, "internalParameters", definition.internalParameters());
    put(build, "resolvedDependencies", definition.resolvedDependencies());
    RunDetails details = provenance.runDetails();
    ObjectNode run = out.putObject("runDetails");
    ObjectNode builder = run.putObject("builder");
    builder.put("id", details.builder().id());
    put(builder, "version", details.builder().version());
    put(builder, "builderDependencies", details.builder().builderDependencies());
    BuildMetadata metadata = details.metadata();
    if (metadata != null) {
      ObjectNode fields = run.putObject("metadata");
      put(fields, "invocationId", metadata.invocationId());
      put(fields, "startedOn", metadata.startedOn());
      put(fields, "finishedOn", metadata.finishedOn());
    }
    put(run, "byproducts", details.byproducts());
  }
}
