package dev.redoubt.scan.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.redoubt.scan.Detection;
import dev.redoubt.scan.DetectionLocation;
import dev.redoubt.scan.ModelFlavour;
import dev.redoubt.scan.ScanLimits;
import dev.redoubt.scan.ScanVerdict;
import dev.redoubt.scan.internal.ScanContext;
import dev.redoubt.scan.internal.ScannedContent;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonSourceTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "import os\npath = os.path.join('a', 'b')  # os.system('x')",
        "text = '''\nos.system(\"x\")\n'''",
        "def eval(model):\n  model.eval()\n",
        "import numpy as np\nx = np.array([1])",
        "re.compile(r'a+')",
      })
  void passes_whenNothingRuns(String source) {
    assertThat(found(source)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "import os; os.system('id')|python-process",
        "import os as o; o.system('id')|python-process",
        "from os import system as s; s('id')|python-process",
        "import subprocess|python-process",
        "!pip install x|python-process",
        "from socket import create_connection|python-network",
        "import ctypes|python-native-code",
        "__import__('o' 's')|python-dynamic-code",
        "__import__('sub' + 'process')|python-process",
        "eval(x)|python-dynamic-code",
        "exec('import os; os.system(1)')|python-process",
        "import pickle; pickle.load(f)|python-unsafe-load",
        "getattr(x, 'sys' 'tem')('id')|python-obfuscation",
        "x.__class__.__base__.__subclasses__()|python-obfuscation",
        "import base64; exec(base64.b64decode('aa'))|python-decode-and-run",
        "c = bytes.fromhex('aa'); exec(c)|python-decode-and-run",
        "from zlib import decompress as d; r = exec; r(d(x))|python-decode-and-run",
        "ｅｘｅｃ(x)|python-dynamic-code",
      })
  void finds(String source, String rule) {
    assertThat(found(source)).extracting(detection -> detection.rule().id()).contains(rule);
  }

  @Test
  void isMaliciousOnly_whenHiddenCodeIsRun() {
    assertThat(found("import os; os.system('id')"))
        .allMatch(detection -> detection.verdict() == ScanVerdict.SUSPICIOUS);
    assertThat(found("exec(b64decode(x))"))
        .anyMatch(detection -> detection.verdict() == ScanVerdict.MALICIOUS);
  }

  private static List<Detection> found(String source) {
    List<Detection> found = new ArrayList<>();
    PythonSource.inspect(source, DetectionLocation.of("code.py"), new Collected(found));
    return found;
  }

  private record Collected(List<Detection> found) implements ScanContext {
    @Override
    public ScanLimits limits() {
      return ScanLimits.DEFAULT;
    }

    @Override
    public Set<ModelFlavour> flavours() {
      return Set.of();
    }

    @Override
    public void report(Detection detection) {
      found.add(detection);
    }

    @Override
    public void inspect(ScannedContent member) {}
  }
}
