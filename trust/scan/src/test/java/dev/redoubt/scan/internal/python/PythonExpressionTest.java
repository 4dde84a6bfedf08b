package dev.redoubt.scan.internal.python;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PythonExpressionTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "__import__('os').system('id')",
        "os.system('id')",
        "@x.system('id')",
        "[os.system][0]('id')",
        "map(os.system, ['id'])",
        "sorted(['id'], key=os.system)",
        "sys.modules['subprocess'].run('id')",
        "exec('x')",
        "eval('x')",
        "open('x', 'w')",
        "getattr(os, 'system')('id')",
        "().__class__.__base__.__subclasses__()",
        "().__class__",
        "import subprocess",
        "import scripts",
        "import os as torch",
        "from os import system",
        "from os import system as glob",
        "from scripts.x import y",
        "import scripts as np",
        "(lambda torch: torch.system('id'))(os)",
        "[torch.system('id') for torch in [os]]",
        "(torch := os).system('id')",
        "torch.hub.load('owner/repo', 'x')",
        "torch.ops.load_library('x.so')",
        "torch.utils.cpp_extension.load('x')",
        "np.load('x', allow_pickle=True)",
        "numpy.ctypeslib.load_library('x', '.')",
        "monai.bundle.run()",
        "monai.utils.optional_import('os')",
        "monai.apps.download_url('x')",
        "own.run_it(@x)",
        "own()",
        "f'{own()}'",
        "f'{os.system(1)!r}'",
        "f'{ {1:own()}[1] }'",
        "Path('x').write_text('y')",
        "setattr(os, 'x', 1)",
        "@a.b.c.do()",
        "x.y().system('id')",
        "\uff4f\uff53.system('id')",
        "glob.os.system('id')",
        "json.codecs.open('x')",
        "logging.os.system('x')",
        "random.os.system('x')",
        "re.sre_compile.os",
      })
  void rejectsUnknownNamesAndCalls(String expression) {
    assertThat(PythonExpression.rejection(expression)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 + 2",
        "None",
        "@bundle_root + '/models/model.pt'",
        "@validate#evaluator.run()",
        "@train::dataset",
        "torch.device('cuda:0' if torch.cuda.is_available() else 'cpu')",
        "torch.device(f'cuda:{dist.get_rank()}')",
        "dist.is_initialized() or dist.init_process_group(backend='nccl')",
        "list(sorted(glob.glob(@dir + '/*.nii.gz')))",
        "[{'image': i, 'label': l} for i, l in zip(@images, @labels)]",
        "@network_def.to(@device)",
        "@network.parameters()",
        "monai.utils.set_determinism(seed=123)",
        "monai.handlers.from_engine(['pred', 'label'])",
        "setattr(torch.backends.cudnn, 'benchmark', True)",
        "lambda x: x[0].shape",
        "np.array([[1, 0], [0, 1]], dtype=np.float64)",
        "np.pi/3",
        "os.path.join(@a, 'b')",
        "os.environ['RANK']",
        "os.environ.get('RANK', 0)",
        "import glob",
        "import numpy as np",
        "import torch.distributed as dist",
        "from collections import defaultdict",
        "from pathlib import Path",
        "from torch.optim import Adam",
        "Path(@a).exists()",
        "@trainer.logger.setLevel(logging.WARNING if dist.get_rank() > 0 else logging.INFO)",
        "print(glob.__file__)",
        "{'a': 1}.items()",
        "not @x and (@y or 'z' in @list)",
        "",
      })
  void acceptsExpressionsOfBundles(String expression) {
    assertThat(PythonExpression.rejection(expression)).isEmpty();
  }
}
