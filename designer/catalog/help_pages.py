"""Where a kind is documented at keras.io."""

from typing import Final

from designer.catalog.specs import LayerSpec, Role

API: Final = "https://keras.io/api/"

_OPERATION_PAGES: Final = {
    "numpy": "numpy",
    "nn": "nn",
    "linalg": "linalg",
    "image": "image",
    "core": "core",
    "math": "core",
    "einops": "einops",
}
_FFT: Final = frozenset(("fft", "fft2", "ifft2", "rfft", "irfft", "stft", "istft"))


def page_of(spec: LayerSpec) -> str:
    """Return the address of the page about *spec*; empty where there is none."""
    if spec.role is not Role.OPERATION:
        return spec.url
    name = spec.kind.rsplit(".", 1)[-1]
    return f"{API}ops/{_folder(spec, name)}/#{name}-function"


def _folder(spec: LayerSpec, name: str) -> str:
    if name in _FFT:
        return "fft"
    made_by = str(spec.facts.get("operation", ""))
    module = made_by.removeprefix("keras.src.ops.").partition(".")[0]
    return _OPERATION_PAGES.get(module, "numpy")
