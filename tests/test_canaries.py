"""Birds that fall silent when a new release brings a fault that we know."""

import subprocess
import sys
from importlib.metadata import version

import pytest


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_qt_calls_do_not_lose_references_to_none():
    code = (
        "import sys\n"
        "from PySide6.QtCore import QObject\n"
        "thing = QObject()\n"
        "before = sys.getrefcount(None)\n"
        "for _ in range(2000): thing.setObjectName('x')\n"
        "print(before - sys.getrefcount(None))\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert result.returncode == 0, result.stderr
    assert abs(int(result.stdout)) < 500


def test_qt_is_a_release_that_was_tested():
    major, minor, *_ = map(int, version("PySide6-Essentials").split("."))
    assert (6, 10) <= (major, minor) < (6, 12)


def test_keras_is_one_that_reads_strangers_files_safely():
    major, minor, patch, *_ = (int(part) for part in version("keras").split("."))
    assert (major, minor, patch) >= (3, 15, 1)


@pytest.mark.engine
def test_the_traps_of_keras_that_we_work_round_are_still_there():
    """Where this fails, a new Keras has mended something, and a way round can go."""
    code = (
        "import keras, numpy as np\n"
        "seen = []\n"
        "class Watch(keras.callbacks.Callback):\n"
        "    def on_epoch_end(self, epoch, logs=None): pass\n"
        "class Spy(keras.layers.Layer):\n"
        "    def call(self, x):\n"
        "        seen.append(np.array(x).ravel().astype(int).tolist()); return x\n"
        "keras.utils.set_random_seed(0)\n"
        "model = keras.Sequential([keras.Input((1,)), Spy(), keras.layers.Dense(1)])\n"
        "model.compile('sgd', 'mse', run_eagerly=True)\n"
        "x = np.arange(8.0).reshape(8, 1)\n"
        "seen.clear()\n"
        "model.fit(x, x, batch_size=8, epochs=2, shuffle=True, verbose=0)\n"
        "batches = [rows for rows in seen if len(rows) == 8]\n"
        "print(batches[-1] == batches[-2])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == "True", "seeded fit(numpy) no longer repeats one permutation"
