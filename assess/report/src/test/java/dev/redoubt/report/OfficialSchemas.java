package dev.redoubt.report;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The schemas that the owners of formats publish, from libraries that carry them. Nothing is read
/// from the network.
final class OfficialSchemas {

  private static final String CYCLONEDX = "http://cyclonedx.org/schema/";

  private OfficialSchemas() {}

  /// OSCAL 1.1.2 (NIST), from `liboscal-java`.
  ///
  /// @param model `ar` or `component-definition`
  static Schema oscal(String model) {
    String text = resource("/schema/json/oscal-" + model + "_schema.json");
    // the definitions have their own pointers as identifiers, which the validator refuses; the
    // references are pointers and need no identifiers
    return schema(text.replaceAll("\"\\$id\" : \"#/definitions/\\w+\",", ""), _ -> null);
  }

  /// CycloneDX 1.6, from `cyclonedx-core-java`.
  static Schema cycloneDx() {
    return schema(
        resource("/bom-1.6.schema.json"),
        id -> id.startsWith(CYCLONEDX) ? resource("/" + id.substring(CYCLONEDX.length())) : null);
  }

  /// CycloneDX of a version, from the files of the npm package `@cyclonedx/cyclonedx-library`.
  static Schema cycloneDx(Path folder, String version) {
    return schema(
        file(folder.resolve("bom-" + version + ".SNAPSHOT.schema.json")),
        id ->
            id.startsWith(CYCLONEDX)
                ? file(folder.resolve(id.substring(CYCLONEDX.length())))
                : null);
  }

  static List<String> errors(Schema schema, String json) {
    return schema.validate(json, InputFormat.JSON).stream().map(Object::toString).limit(5).toList();
  }

  private static Schema schema(String text, Function<String, @Nullable String> others) {
    return SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_7, builder -> builder.schemas(others))
        .getSchema(text, InputFormat.JSON);
  }

  private static String resource(String name) {
    try (InputStream text = OfficialSchemas.class.getResourceAsStream(name)) {
      if (text == null) {
        throw new IllegalStateException("the schema `" + name + "` is missing");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String file(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
