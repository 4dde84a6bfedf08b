package dev.redoubt.scan.internal.numpy;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.join;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.ScannedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpyAnalyserTest {

  private static byte[] array(String header, byte[] data) {
    byte[] text = bytes(header + "\n");
    byte[] start =
        bytes("\u0093NUMPY\1\0" + (char) (text.length & 0xff) + (char) (text.length >> 8));
    return join(start, text, data);
  }

  private static byte[] of(String type, String shape, byte[] data) {
    return array(
        "{'descr': %s, 'fortran_order': False, 'shape': %s, }".formatted(type, shape), data);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "'<f8'; (2, 3); 48",
        "'<U5'; (2,); 40",
        "'|b1'; (); 1",
        "'<M8[ns]'; (3,); 24",
        "[('a', '<f8'), ('b', '<i4', (2,))]; (2,); 32",
        "'<f8'; (0, 5); 0"
      })
  void isClean_whenTheDataHasTheDeclaredLength(String type, String shape, int length) {
    String quoted = type.startsWith("<") || type.startsWith("|") ? "'" + type + "'" : type;

    assertThat(scan(of(quoted, shape, new byte[length])).detections()).isEmpty();
  }

  @Test
  void scansThePickle_inAnArrayOfObjects() {
    ScannedFile file = scan("a.npy", of("'|O'", "(1,)", CALL));

    assertThat(rules(file)).containsExactly("pickle-dangerous-import", "numpy-objects");
  }

  @Test
  void scansThePickle_whenAFieldHoldsObjects() {
    assertThat(rules(scan(of("[('a', '<f8'), ('b', '|O')]", "(1,)", CALL))))
        .contains("pickle-dangerous-import");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('os').system('id')",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (exit(),)}",
        "{'descr': '<f8', 'descr': '|O', 'fortran_order': False, 'shape': (1,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1,)} or 1"
      })
  void isMalicious_whenTheHeaderIsAnExpression(String header) {
    ScannedFile file = scan(array(header, new byte[8]));

    assertThat(rules(file)).containsExactly("numpy-header");
    assertThat(file.verdict()).isEqualTo(ScanVerdict.MALICIOUS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'shape': (1,)}",
        "(1, 2)",
        "{'descr': 'Q9', 'fortran_order': False, 'shape': (1,)}"
      })
  void isUnreadable_whenTheHeaderIsEmpty(String header) {
    assertThat(rules(scan(array(header, new byte[8])))).containsExactly("numpy-damaged");
  }

  @Test
  void isUnreadable_whenTheDataIsTooShort() {
    assertThat(rules(scan(of("'<f8'", "(99999999999999999999, 9)", new byte[8]))))
        .containsExactly("numpy-damaged");
  }

  @Test
  void scansDataAfterTheNumbers() {
    assertThat(rules(scan(of("'<f8'", "(1,)", join(new byte[8], CALL)))))
        .containsExactly("pickle-dangerous-import");
  }
}
