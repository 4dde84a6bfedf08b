package dev.redoubt.template.function;

import static dev.redoubt.template.function.FunctionTestLanguage.eval;
import static dev.redoubt.template.function.FunctionTestLanguage.json;
import static dev.redoubt.template.function.FunctionTestLanguage.residual;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.estate.ObjectValue;
import org.junit.jupiter.api.Test;

/// `union` and `shallowMerge` of objects of which only a part is known.
final class UnionTest {

  @Test
  void union_withAnEmptyObject_isTheUnknownObject() {
    assertThat(residual("union($object('o'), createObject())")).isEqualTo("parameters('o')");
  }

  @Test
  void aProperty_isMergedWithThatOfTheUnknownObject() {
    String merged = "union($object('o'), createObject('a', createObject('b', 1)))";

    assertThat(json("tryGet(" + merged + ", 'a', 'b')")).isEqualTo("1");
    assertThat(residual("tryGet(" + merged + ", 'a', 'c')")).contains("parameters('o').?a");
    assertThat(residual("tryGet(" + merged + ", 'c')")).isEqualTo("parameters('o').?c");
  }

  @Test
  void anOpenObject_replacesEarlierProperties_byItsUnknownOnes() {
    String merged =
        "union(createObject('a', 2, 'b', 2), union($object('o'), createObject('a', 1)))";

    assertThat(json("tryGet(" + merged + ", 'a')")).isEqualTo("1");
    assertThat(residual("tryGet(" + merged + ", 'b')"))
        .isEqualTo("union(createObject('a', 2, 'b', 2), parameters('o')).b");
  }

  @Test
  void manyAlternatives_leaveAPropertyThatNoneOfThemHas() {
    StringBuilder call = new StringBuilder("union(createObject('a', 1, 'b', 2, 'c', 3)");
    for (int i = 0; i < 6; i++) {
      String other = i == 0 ? "createObject('B', 0)" : "createObject()";
      call.append(", if($bool('c%d'), %s, createObject('k', %d))".formatted(i, other, i));
    }

    assertThat(json("tryGet(" + call + "), 'a')")).isEqualTo("1");
    assertThat(json("tryGet(" + call + "), 'c')")).isEqualTo("3");
    assertThat(residual("tryGet(" + call + "), 'b')")).startsWith("union(");
    assertThat(residual("tryGet(" + call + "), 'k')")).startsWith("union(");
  }

  @Test
  void theOtherProperties_areThoseOfTheCallItself() {
    ObjectValue shallow =
        (ObjectValue) eval("shallowMerge(createArray(createObject('a', 1), $object('o')))");
    ObjectValue deep = (ObjectValue) eval("union(createObject('a', 1), $object('o'))");

    assertThat(shallow.rest())
        .hasToString("\"[shallowMerge(createArray(createObject('a', 1), parameters('o')))]\"");
    assertThat(deep.rest()).hasToString("\"[union(createObject('a', 1), parameters('o'))]\"");
  }

  @Test
  void shallowMerge_replacesNestedObjects() {
    assertThat(
            json(
                "shallowMerge(createArray(createObject('p', createObject('a', 1)),"
                    + " createObject('p', createObject('b', 2))))"))
        .isEqualTo("{\"p\":{\"b\":2}}");
  }

  @Test
  void aNestedChoice_isMergedInBothAlternatives() {
    assertThat(
            residual(
                "union(createObject('p', createObject('a', 1)), createObject('p',"
                    + " if($bool('c'), createObject('b', 2), createObject('a', 3))))"))
        .isEqualTo(
            "createObject('p', if(parameters('c'), createObject('a', 1, 'b', 2),"
                + " createObject('a', 3)))");
    assertThat(
            residual(
                "union(createObject('p', if($bool('c'), createObject('a', 1), createObject())),"
                    + " createObject('p', if($bool('c'), createObject('b', 2), createObject())))"))
        .isEqualTo(
            "createObject('p', if(parameters('c'), createObject('a', 1, 'b', 2),"
                + " createObject()))");
  }

  @Test
  void aPropertyThatMayBeAnObject_isMergedAtDeployment() {
    assertThat(
            residual(
                "tryGet(union(createObject('p', createObject('a', 1)),"
                    + " createObject('p', $any('x'))), 'p')"))
        .isEqualTo(
            "union(createObject('value', createObject('a', 1)),"
                + " createObject('value', parameters('x'))).value");
  }

  @Test
  void anObject_mergedIntoWhatMayBeAnObject_keepsItsProperties() {
    String merged = "union(createObject('p', $any('x')), createObject('p', createObject('a', 1)))";

    assertThat(json("tryGet(" + merged + ", 'p', 'a')")).isEqualTo("1");
    assertThat(residual("tryGet(" + merged + ", 'p', 'b')"))
        .isEqualTo(
            "union(createObject('value', parameters('x')),"
                + " createObject('value', createObject())).value.?b");
  }

  @Test
  void anObject_mergedIntoAnUnknownObject_keepsItsOtherProperties() {
    assertThat(
            residual(
                "tryGet(union(createObject('p', $object('o')),"
                    + " createObject('p', createObject('x', 1))), 'p', 'y')"))
        .isEqualTo("parameters('o').?y");
  }

  @Test
  void anObject_mergedIntoAnotherType_replacesIt() {
    assertThat(json("union(createObject('p', 1), createObject('p', createObject('a', 1)))"))
        .isEqualTo("{\"p\":{\"a\":1}}");
    assertThat(
            json("union(createObject('p', $text('t')), createObject('p', createObject('a', 1)))"))
        .isEqualTo("{\"p\":{\"a\":1}}");
  }
}
