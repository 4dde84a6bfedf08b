package dev.redoubt.bicep.internal.lowering;

import static dev.redoubt.bicep.internal.lowering.LoweredTypes.json;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.AT;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.additional;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.array;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.decorator;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.discriminator;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.element;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.has;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.item;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.maybe;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.minus;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.named;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.not;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.nothing;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.number;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.object;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.open;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.property;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.resourceInput;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.surely;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.text;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.truth;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.tuple;
import static dev.redoubt.bicep.internal.lowering.TypeBuilder.union;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.bicep.syntax.BicepExpression;
import dev.redoubt.bicep.syntax.BicepType;
import dev.redoubt.bicep.syntax.Decorator;
import dev.redoubt.template.syntax.TypeDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;

class TypeLoweringTest {

  private final LoweredTypes types = new LoweredTypes();

  @Test
  void lowersTheNamesOfTheLanguage() {
    assertThat(types.lower(named("string"))).isEqualTo(json("{\"type\": \"string\"}"));
    assertThat(types.lower(named("int"))).isEqualTo(json("{\"type\": \"int\"}"));
    assertThat(types.lower(named("bool"))).isEqualTo(json("{\"type\": \"bool\"}"));
    assertThat(types.lower(named("array"))).isEqualTo(json("{\"type\": \"array\"}"));
    assertThat(types.lower(named("object"))).isEqualTo(json("{\"type\": \"object\"}"));
    assertThat(types.lower(named("any"))).isEqualTo(json("{}"));
    assertThat(types.lower(property(named("sys"), "bool"))).isEqualTo(json("{\"type\": \"bool\"}"));
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void prefersADeclaredTypeToOneOfTheLanguage() {
    types.type("bool", named("string"));
    assertThat(types.lower(named("bool"))).isEqualTo(json("{\"$ref\": \"#/definitions/bool\"}"));
    assertThat(types.lower(property(named("sys"), "bool"))).isEqualTo(json("{\"type\": \"bool\"}"));
  }

  @Test
  void reports_whenANameIsNotDeclared() {
    assertThat(types.lower(named("sku"))).isEqualTo(json("{}"));
    assertThat(types.lower(named("String"))).isEqualTo(json("{}"));
    assertThat(types.problemTexts())
        .containsExactly("the type `sku` is not declared", "the type `String` is not declared");
    assertThat(types.problems.getFirst().origin()).isEqualTo(AT);
  }

  @Test
  void doesNotReportUnavailableImportedNameAgain() {
    assertThat(types.lower(named("unavailable"))).isEqualTo(json("{}"));
    assertThat(types.lower(property(named("unavailable"), "a", "b"))).isEqualTo(json("{}"));
    types.lower(union(named("unavailable"), text("a")));
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void makesNothingOfAllowedValuesWithinAType() {
    Decorator allowed =
        decorator("allowed", new BicepExpression.ArrayLiteral(List.of(integer(1)), AT));
    assertThat(types.lower(object(has("a", named("int"), allowed))))
        .isEqualTo(json("{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"int\"}}}"));
  }

  @Test
  void addsWhatTheDecoratorsSay() {
    assertThat(types.lower(named("string"), decorator("secure")))
        .isEqualTo(json("{\"type\": \"securestring\"}"));
    assertThat(types.lower(maybe(named("object")), decorator("secure")))
        .isEqualTo(json("{\"type\": \"secureObject\", \"nullable\": true}"));
    assertThat(
            types.lower(
                named("string"),
                decorator("minLength", integer(3)),
                decorator("maxLength", integer(24)),
                decorator("description", new BicepExpression.StringLiteral("any", AT))))
        .isEqualTo(json("{\"type\": \"string\", \"minLength\": 3, \"maxLength\": 24}"));
    assertThat(
            types.lower(
                named("int"), decorator("minValue", integer(1)), decorator("maxValue", integer(9))))
        .isEqualTo(json("{\"type\": \"int\", \"minValue\": 1, \"maxValue\": 9}"));
    assertThat(
            types.lower(
                named("int"),
                decorator(
                    "allowed",
                    new BicepExpression.ArrayLiteral(List.of(integer(3), integer(1)), AT))))
        .isEqualTo(json("{\"type\": \"int\", \"allowedValues\": [3, 1]}"));
  }

  @Test
  void reports_whenADecoratorHasNoConstant() {
    BicepExpression name = new BicepExpression.Name("limit", AT);
    TypeDefinition lowered =
        types.lower(
            named("string"),
            decorator("minLength", name),
            decorator("maxLength"),
            decorator("allowed", name));
    assertThat(lowered).isEqualTo(json("{\"type\": \"string\"}"));
    assertThat(types.problemTexts())
        .containsExactlyInAnyOrder(
            "`@minLength` requires an integer",
            "`@maxLength` requires an integer",
            "`@allowed` requires an array of constants");
  }

  @Test
  void writesTheMembersOfAUnionOnceAndInTheCompilersOrder() {
    assertThat(types.lower(union(text("snap"), text("Pop"), text("crackle"), text("Pop"))))
        .isEqualTo(
            json("{\"type\": \"string\", \"allowedValues\": [\"Pop\", \"crackle\", \"snap\"]}"));
    assertThat(types.lower(union(number(100), number(20), number(3))).allowedValues())
        .hasToString("[100, 20, 3]");
    assertThat(types.lower(union(number(1), minus(number(1)))))
        .isEqualTo(json("{\"type\": \"int\", \"allowedValues\": [-1, 1]}"));
    assertThat(types.lower(union(text("alone"))))
        .isEqualTo(json("{\"type\": \"string\", \"allowedValues\": [\"alone\"]}"));
  }

  @Test
  void lowersLiterals() {
    assertThat(types.lower(text("x")))
        .isEqualTo(json("{\"type\": \"string\", \"allowedValues\": [\"x\"]}"));
    assertThat(types.lower(minus(number(7))))
        .isEqualTo(json("{\"type\": \"int\", \"allowedValues\": [-7]}"));
    assertThat(types.lower(not(truth(true))))
        .isEqualTo(json("{\"type\": \"bool\", \"allowedValues\": [false]}"));
    types.type("one", number(1));
    assertThat(types.lower(minus(named("one"))))
        .isEqualTo(json("{\"type\": \"int\", \"allowedValues\": [-1]}"));
  }

  @Test
  void takesTheMembersOfAUnionThatIsNamed() {
    types.type("base", union(text("b"), text("a")));
    types.type("more", union(named("base"), text("c"), text("a")));
    types.type("holder", object(has("kind", union(text("x"), nothing()))));
    assertThat(types.definition("more"))
        .isEqualTo(json("{\"type\": \"string\", \"allowedValues\": [\"a\", \"b\", \"c\"]}"));
    assertThat(types.lower(union(property(named("holder"), "kind"), named("more"))))
        .isEqualTo(
            json(
                "{\"type\": \"string\", \"allowedValues\": [\"a\", \"b\", \"c\", \"x\"],"
                    + " \"nullable\": true}"));
  }

  @Test
  void makesAUnionWithNullNullable() {
    assertThat(types.lower(union(text("a"), nothing())))
        .isEqualTo(json("{\"type\": \"string\", \"allowedValues\": [\"a\"], \"nullable\": true}"));
    types.type("maybe", maybe(text("b")));
    assertThat(types.lower(union(text("a"), named("maybe"))).nullable()).isTrue();
    assertThat(types.lower(union(text("a"), surely(named("maybe")))))
        .isEqualTo(json("{\"type\": \"string\", \"allowedValues\": [\"a\", \"b\"]}"));
  }

  @Test
  void takesObjectsAndTuplesOfLiteralsAsLiterals() {
    types.type("shape", object(has("shape", text("*"))));
    assertThat(
            types.lower(
                array(
                    union(
                        text("woozle"),
                        named("shape"),
                        number(10),
                        minus(number(10)),
                        truth(true),
                        nothing(),
                        tuple(text("a"), number(1))))))
        .isEqualTo(
            json(
                "{\"type\": \"array\", \"allowedValues\":"
                    + " [\"woozle\", -10, 10, [\"a\", 1], null, true, {\"shape\": \"*\"}]}"));
  }

  @Test
  void reports_whenAMemberOfAUnionIsNoLiteral() {
    assertThat(types.lower(union(named("string"), text("a")))).isEqualTo(json("{}"));
    assertThat(types.lower(union(object(has("a", named("string"))), text("a"))))
        .isEqualTo(json("{}"));
    assertThat(types.problemTexts())
        .hasSize(2)
        .allMatch(
            message ->
                message.startsWith("all members of a union must be literals, or objects with"));
  }

  @Test
  void lowersArraysAndTuples() {
    assertThat(types.lower(array(array(named("int")))))
        .isEqualTo(
            json(
                "{\"type\": \"array\", \"items\": {\"type\": \"array\", \"items\": {\"type\":"
                    + " \"int\"}}}"));
    assertThat(types.lower(array(union(text("b"), text("a")))))
        .isEqualTo(json("{\"type\": \"array\", \"allowedValues\": [\"a\", \"b\"]}"));
    assertThat(types.lower(array(maybe(union(text("b"), text("a"))))))
        .isEqualTo(
            json(
                "{\"type\": \"array\", \"items\": {\"type\": \"string\", \"allowedValues\": [\"a\","
                    + " \"b\"], \"nullable\": true}}"));
    assertThat(types.lower(tuple(named("string"), maybe(named("int")))))
        .isEqualTo(
            json(
                "{\"type\": \"array\", \"prefixItems\": [{\"type\": \"string\"}, {\"type\":"
                    + " \"int\", \"nullable\": true}], \"items\": false}"));
  }

  @Test
  void lowersObjects() {
    assertThat(
            types.lower(
                open(
                    named("string"),
                    List.of(decorator("secure")),
                    has("Name", named("string"), decorator("minLength", integer(1))),
                    has("inner", maybe(object(has("flag", named("bool")))))),
                decorator("metadata")))
        .isEqualTo(
            json(
                """
                {"type": "object", "properties": {
                   "name": {"type": "string", "minLength": 1},
                   "inner": {"type": "object", "nullable": true,
                     "properties": {"flag": {"type": "bool"}}}},
                 "additionalProperties": {"type": "securestring"}}
                """));
    assertThat(types.lower(object(has("a", named("int"))), decorator("sealed")))
        .isEqualTo(
            json(
                "{\"type\": \"object\", \"properties\": {\"a\": {\"type\": \"int\"}},"
                    + " \"additionalProperties\": false}"));
  }

  @Test
  void pointsIntoADefinition() {
    types.type(
        "foo",
        object(
            has("a b/c~d", named("int")), has("outer", object(has("inner", array(named("bar")))))));
    types.type("bar", tuple(named("string"), named("int")));
    types.type("alias", named("foo"));
    types.type("map", open(named("int"), List.of()));
    assertThat(types.lower(property(named("foo"), "outer", "inner")).reference())
        .isEqualTo("foo/properties/outer/properties/inner");
    assertThat(types.lower(element(property(named("foo"), "outer", "inner"))).reference())
        .isEqualTo("foo/properties/outer/properties/inner/items");
    assertThat(types.lower(item(element(property(named("foo"), "outer", "inner")), 1)).reference())
        .isEqualTo("bar/prefixItems/1");
    assertThat(types.lower(property(named("alias"), "outer")).reference())
        .isEqualTo("foo/properties/outer");
    assertThat(types.lower(property(named("foo"), "a b/c~d")).reference())
        .isEqualTo("foo/properties/a%20b~1c~0d");
    assertThat(types.lower(additional(named("map"))).reference())
        .isEqualTo("map/additionalProperties");
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void reportsMissingPartOfAType() {
    types.type("foo", object(has("a", named("int"))));
    assertThat(types.lower(property(named("foo"), "b"))).isEqualTo(json("{}"));
    assertThat(types.lower(item(named("foo"), 0))).isEqualTo(json("{}"));
    assertThat(types.lower(element(property(named("foo"), "a")))).isEqualTo(json("{}"));
    assertThat(types.lower(property(object(has("a", named("int"))), "a"))).isEqualTo(json("{}"));
    assertThat(types.problemTexts())
        .containsExactly(
            "the type `foo` has no property `b`",
            "the type `foo` has no item 0",
            "the type `foo/properties/a` has no elements of one type",
            "member access is only supported on a named type; declare it with `type`");
  }

  @Test
  void namesTypesOfAWildcardImport() {
    types.type("shared.sku", object(has("name", named("string"))));
    assertThat(types.lower(property(named("shared"), "sku")).reference()).isEqualTo("shared.sku");
    assertThat(types.lower(property(named("shared"), "sku", "name")).reference())
        .isEqualTo("shared.sku/properties/name");
  }

  @Test
  void keepsNullabilityThatIsRemovedLater() {
    types.type("maybe", maybe(named("string")));
    assertThat(types.lower(surely(named("maybe"))))
        .isEqualTo(json("{\"$ref\": \"#/definitions/maybe\", \"nullable\": false}"));
    assertThat(types.lower(maybe(named("maybe"))))
        .isEqualTo(json("{\"$ref\": \"#/definitions/maybe\", \"nullable\": true}"));
  }

  @Test
  void knowsCommonPropertiesOfResources() {
    BicepType account = resourceInput("Microsoft.Storage/storageAccounts@2023-01-01");
    types.type("account", account);
    assertThat(types.lower(account)).isEqualTo(json("{\"type\": \"object\"}"));
    assertThat(types.lower(property(account, "name"))).isEqualTo(json("{\"type\": \"string\"}"));
    assertThat(types.lower(property(named("account"), "properties")))
        .isEqualTo(json("{\"type\": \"object\"}"));
    assertThat(types.lower(property(account, "properties", "accessTier"))).isEqualTo(json("{}"));
    assertThat(types.lower(element(property(account, "properties", "rules"))))
        .isEqualTo(json("{}"));
    assertThat(
            types.lower(
                new BicepType.OfResource("Microsoft.Storage/storageAccounts@2023-01-01", AT)))
        .isEqualTo(json("{\"type\": \"string\"}"));
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void lowersDiscriminatedUnion() {
    types.type("kindA", text("a"));
    types.type("a", object(has("type", named("kindA")), has("value", named("string"))));
    types.type("b", object(has("type", text("b"))));
    types.type("ab", union(named("a"), named("b")), discriminator("type"));
    types.type("abc", union(named("ab"), object(has("type", text("c")))), discriminator("type"));
    assertThat(types.definition("abc"))
        .isEqualTo(
            json(
                """
                {"type": "object", "discriminator": {"propertyName": "type", "mapping": {
                  "a": {"$ref": "#/definitions/a"},
                  "b": {"$ref": "#/definitions/b"},
                  "c": {"type": "object",
                    "properties": {"type": {"type": "string", "allowedValues": ["c"]}}}}}}
                """));
    assertThat(types.lower(maybe(union(named("a"), union(named("b")))), discriminator("type")))
        .isEqualTo(
            json(
                """
                {"type": "object", "nullable": true,
                 "discriminator": {"propertyName": "type", "mapping": {
                  "a": {"$ref": "#/definitions/a"}, "b": {"$ref": "#/definitions/b"}}}}
                """));
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void objectMayBeMemberOfAUnionInsideIt() {
    types.type("kind", text("tree"));
    types.type("leaf", object(has("type", text("leaf"))));
    types.type(
        "tree",
        object(
            has("type", named("kind")),
            has("left", maybe(union(named("leaf"), named("tree"))), discriminator("type"))));
    TypeDefinition left = types.definition("tree").properties().get("left");
    assertThat(left)
        .isEqualTo(
            json(
                """
                {"type": "object", "nullable": true,
                 "discriminator": {"propertyName": "type", "mapping": {
                  "leaf": {"$ref": "#/definitions/leaf"}, "tree": {"$ref": "#/definitions/tree"}}}}
                """));
    assertThat(types.problemTexts()).isEmpty();
  }

  @Test
  void reportsUnionMembersWithoutDistinctDiscriminator() {
    types.type("a", object(has("type", text("x"))));
    types.type("b", object(has("type", text("x"))));
    types.type("c", object(has("type", named("string"))));
    types.lower(union(named("a"), named("b"), named("c")), discriminator("type"));
    assertThat(types.problemTexts())
        .containsExactly(
            "the discriminator value `x` is declared multiple times; the first one is used",
            "the property `type` must be a required string literal in all members of the"
                + " union");
  }

  @Test
  void terminates_whenTypesAreCyclic() {
    types.type("a", named("b"));
    types.type("b", named("a"));
    types.type("u", union(named("u"), text("x")));
    types.type("v", property(named("w"), "p"));
    types.type("w", property(named("v"), "p"));
    types.lower(property(named("a"), "x"));
    types.lower(union(named("a"), text("x")));
    types.definition("u");
    types.definition("v");
    assertThat(types.problemTexts())
        .isNotEmpty()
        .allMatch(message -> message.matches("the type `\\S+` refers to itself"));
  }

  @Test
  void ends_whenTypesAreNestedWithoutBound() {
    BicepType deep = named("int");
    for (int i = 0; i < 100_000; i++) {
      deep = array(deep);
    }
    types.lower(deep);
    BicepType path = named("foo");
    for (int i = 0; i < 100_000; i++) {
      path = property(path, "foo");
    }
    types.type("foo", object(has("foo", named("foo"))));
    assertThat(types.lower(path).reference()).isEqualTo("foo/properties/foo");
    BicepType negated = number(1);
    for (int i = 0; i < 100_000; i++) {
      negated = minus(negated);
    }
    types.lower(negated);
    for (int i = 0; i < 5_000; i++) {
      types.type("t" + i, union(named("t" + (i + 1)), number(i)));
    }
    types.type("t5000", number(5_000));
    types.definition("t0");
    assertThat(types.problemTexts()).contains("the types are nested deeper than 200 levels");
  }

  @Test
  void ends_whenLiteralsShareTheirPartsWithoutBound() {
    types.type("t0", object(has("a", text("x")), has("b", text("y"))));
    for (int i = 1; i < 60; i++) {
      BicepType before = named("t" + (i - 1));
      types.type("t" + i, object(has("a", before), has("b", before)));
    }
    assertThat(types.lower(union(named("t3"), text("x"))).allowedValues()).hasSize(2);
    types.lower(union(named("t59"), text("x")));
    assertThat(types.problemTexts())
        .hasSize(1)
        .first()
        .asString()
        .startsWith("all members of a union must be literals");
  }

  private static BicepExpression integer(long value) {
    return new BicepExpression.IntegerLiteral(value, AT);
  }
}
