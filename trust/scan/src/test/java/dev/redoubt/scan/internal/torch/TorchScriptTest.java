package dev.redoubt.scan.internal.torch;

import static dev.redoubt.scan.InMemoryScans.CALL;
import static dev.redoubt.scan.InMemoryScans.bytes;
import static dev.redoubt.scan.InMemoryScans.rules;
import static dev.redoubt.scan.InMemoryScans.scan;
import static dev.redoubt.scan.ZipBuilder.deflated;
import static dev.redoubt.scan.ZipBuilder.stored;
import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.ScannedFile;
import dev.redoubt.scan.ZipBuilder;
import org.junit.jupiter.api.Test;

class TorchScriptTest {

  private static final byte[] DATA = bytes("\u0080\2]q\0.");

  private static ScannedFile script(String body) {
    String program =
        "class Net(Module):\n  def forward(self: __torch__.Net, x: Tensor) -> Tensor:\n" + body;
    return scan(
        "m.pt",
        ZipBuilder.of(stored("m/data.pkl", DATA), deflated("m/code/__torch__.py", bytes(program))));
  }

  @Test
  void isClean_whenOnlyNumbersAreComputed() {
    assertThat(script("    return torch.add(ops.quantized.relu(x), CONSTANTS.c0)\n").detections())
        .isEmpty();
  }

  @Test
  void isMalicious_whenAFileIsRead() {
    ScannedFile file = script("    return torch.from_file(\"/etc/passwd\", False, 9)\n");

    assertThat(rules(file)).containsExactly("torchscript-unsafe-operator");
    assertThat(file.detections().getFirst().location().members())
        .containsExactly("m.pt", "m/code/__torch__.py");
  }

  @Test
  void isSuspicious_whenAnOperatorIsCustom() {
    assertThat(rules(script("    return ops.mylib.shell(x)\n")))
        .containsExactly("torchscript-operator");
    assertThat(rules(script("    _0 = __torch__.torch.classes.mylib.Shell.__new__(x)\n")))
        .containsExactly("torchscript-operator");
  }

  @Test
  void ignoresCalls_inStringsAndComments() {
    assertThat(
            script("    # torch.save(x)\n    return \"torch.save(x, \\\" torch.save(\"\n")
                .detections())
        .isEmpty();
  }

  @Test
  void checksOperators_ofTheMobileInterpreter() {
    byte[] program = bytes("\u0080\2X\n\0\0\0aten::saveq\0.");

    assertThat(
            rules(
                scan(ZipBuilder.of(stored("m/data.pkl", DATA), stored("m/bytecode.pkl", program)))))
        .containsExactly("torchscript-unsafe-operator");
  }

  @Test
  void treatsStorages_asRawNumbers() {
    byte[] numbers = bytes("N.\0\0\1\2");

    assertThat(
            scan(ZipBuilder.of(stored("m/data.pkl", DATA), stored("m/data/0", numbers)))
                .detections())
        .isEmpty();
    assertThat(rules(scan(ZipBuilder.of(stored("m/data.pkl", DATA), stored("m/data/0", CALL)))))
        .containsExactly("pickle-dangerous-import");
  }

  @Test
  void isUnreadable_whenRawNumbersAreAnywhereElse() {
    assertThat(
            rules(
                scan(
                    ZipBuilder.of(
                        stored("m/data.pkl", DATA), stored("m/other", bytes("\0\1\2\3"))))))
        .containsExactly("file-unknown-format");
  }
}
